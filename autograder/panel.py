"""One exercise's verdict as a compact panel: HTML for notebooks and feedback, plain text elsewhere.

Everything that comes from students is escaped. Hidden checks appear by sentence and outcome only.
"""

import base64
from collections.abc import Sequence
from html import escape

from autograder.manifest import Facts
from autograder.verdict import Outcome, Status, Verdict, in_points

MARKS: dict[Status, tuple[str, str, str]] = {
    "passed": ("✓", "passed", "#2e8540"),
    "failed": ("✗", "failed", "#c62828"),
    "unwritten": ("○", "not written yet", "#8a6d00"),
    "fault": ("!", "could not be judged, by a fault of the kit", "#6a1b9a"),
    "skipped": ("–", "not checked here", "#757575"),
}

# JupyterLab's theme colours where they exist, so that the panel fits light and dark.
STYLE = (
    "border:1px solid var(--jp-border-color2,#bbb);border-left:4px solid {accent};border-radius:4px;"
    "padding:8px 12px;margin:4px 0;max-width:60em;font-family:var(--jp-ui-font-family,sans-serif);"
    "font-size:13px;line-height:1.5;color:var(--jp-ui-font-color1,inherit);"
    "background:var(--jp-layout-color1,transparent)"
)
CODE = "font-family:var(--jp-code-font-family,monospace);font-size:12px;white-space:pre-wrap;margin:4px 0"
FAINT = "color:var(--jp-ui-font-color2,#666)"


def shown_first(verdict: Verdict) -> Outcome | None:
    """Return the failure that is explained: the first whose details may be shown."""
    failures = [outcome for outcome in verdict.outcomes if outcome.status in ("failed", "unwritten", "fault")]
    return next((outcome for outcome in failures if not outcome.hidden), None)


DOOR = "The first check says what the function computes; without it the others earn no points."


def door_is_shut(verdict: Verdict) -> bool:
    """Tell whether checks passed that earn nothing because the first one failed."""
    passed = any(outcome.status == "passed" for outcome in verdict.outcomes)
    return passed and not verdict.through_the_door


def known_mistakes(verdict: Verdict) -> list[str]:
    """Return what the answer behaves like, a sentence each."""
    return [f"It behaves like an answer with this mistake: {found.sentence}" for found in verdict.misconceptions]


def headline(facts: Facts, verdict: Verdict) -> str:
    counted = [outcome for outcome in verdict.outcomes if outcome.status != "skipped"]
    passed = sum(outcome.status == "passed" for outcome in counted)
    if not counted:
        return f"{facts.title}: nothing could be checked here"
    if all(outcome.status == "unwritten" for outcome in counted):
        return f"{facts.title}: not written yet"
    return f"{facts.title}: {passed} of {len(counted)} checks passed"


def render_html(
    facts: Facts,
    verdict: Verdict,
    *,
    notes: Sequence[str] = (),
    footer: str = "",
    graded: bool = False,
) -> str:
    """Return the panel as HTML; ``graded`` shows the score, otherwise the points to be had."""
    accent = "#2e8540" if verdict.complete else "#c62828"
    points = _points(facts, verdict, graded)
    rows = "".join(_row(outcome) for outcome in verdict.outcomes)
    parts = [
        f'<div class="fathom-panel" style="{STYLE.format(accent=accent)}">',
        f'<div style="display:flex;justify-content:space-between"><b>{escape(headline(facts, verdict))}</b>'
        f'<span style="{FAINT}">{escape(points)}</span></div>',
        f'<ul style="list-style:none;padding:0;margin:6px 0">{rows}</ul>',
    ]
    first = shown_first(verdict)
    if first is not None:
        parts.append(_explanation(first, () if graded else facts.hints))
    parts += [f"<div>{escape(said)}</div>" for said in known_mistakes(verdict)]
    if graded and door_is_shut(verdict):
        parts.append(f"<div>{DOOR}</div>")
    parts += [f'<div style="{FAINT}">{escape(note)}</div>' for note in notes]
    if footer:
        parts.append(f'<div style="{FAINT};margin-top:4px">{escape(footer)}</div>')
    parts.append("</div>")
    return "".join(parts)


def _points(facts: Facts, verdict: Verdict, graded: bool) -> str:
    if graded:
        return f"{verdict.score:g} of {in_points(verdict.points)}"
    return f"worth {in_points(facts.points)}"


def _row(outcome: Outcome) -> str:
    mark, word, colour = MARKS[outcome.status]
    hidden = f' <span style="{FAINT}">(hidden check)</span>' if outcome.hidden else ""
    style = f"color:{colour};font-weight:bold;display:inline-block;width:1.4em"
    sign = f'<span title="{word}" style="{style}">{mark}</span>'
    return f'<li style="margin:1px 0">{sign}{escape(outcome.sentence)}{hidden}</li>'


def _explanation(outcome: Outcome, more_hints: Sequence[str]) -> str:
    message = "Write the function where it says raise NotImplementedError()."
    if outcome.status != "unwritten":
        message = outcome.message
    text = f'<div style="margin:6px 0"><b>{escape(message)}</b></div>' + _picture(outcome)
    if outcome.trace:
        text += f'<pre style="{CODE}">{escape(outcome.trace)}</pre>'
    unfolded = ""
    for hint in reversed((*outcome.hints, *more_hints)):  # each hint holds the next one
        summary = '<summary style="cursor:pointer">Hint</summary>'
        unfolded = f'<details style="margin-left:0.8em">{summary}<div>{escape(hint)}</div>{unfolded}</details>'
    return text + unfolded


def _picture(outcome: Outcome) -> str:
    """Return the outcome's picture as an <img>: a bare <svg> is taken away where HTML is cleaned."""
    if not outcome.picture:
        return ""
    data = base64.b64encode(outcome.picture.encode()).decode()
    return f'<img alt="The curve that the message speaks of" src="data:image/svg+xml;base64,{data}">'


def render_text(
    facts: Facts, verdict: Verdict, *, notes: Sequence[str] = (), footer: str = "", graded: bool = False
) -> str:
    """Return the panel as plain text."""
    lines = [f"{headline(facts, verdict)} ({_points(facts, verdict, graded)})"]
    for outcome in verdict.outcomes:
        lines.append(
            f"  {MARKS[outcome.status][0]} {outcome.sentence}{' (hidden check)' if outcome.hidden else ''}"
        )
    first = shown_first(verdict)
    if first is not None and first.status != "unwritten":
        lines.append(f"  {first.message}")
        lines += [f"    {line}" for line in first.trace.splitlines()]
        if not first.diagnosis:  # which says it better; on the page the hint is folded
            lines += [f"  hint: {hint}" for hint in first.hints[:1]]
    elif first is not None:
        lines.append("  Write the function where it says raise NotImplementedError().")
    lines += [f"  {said}" for said in known_mistakes(verdict)]
    if graded and door_is_shut(verdict):
        lines.append(f"  {DOOR}")
    lines += [f"  {note}" for note in notes]
    if footer:
        lines.append(f"  {footer}")
    return "\n".join(lines)
