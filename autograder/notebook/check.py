"""``check("softmax")``: the public checks of one exercise, run on what this kernel has defined."""

import sys
from typing import Any

from autograder.answer import Answer
from autograder.candidate.here import Here
from autograder.checking import check_answer
from autograder.manifest import Chapter, Facts, find_exercise
from autograder.panel import headline, render_html, render_text
from autograder.toolkit.speed.stage import one_thread
from autograder.verdict import Verdict, in_points

_passed: set[str] = set()
"""The exercises whose public checks all passed in this kernel."""


class CheckFailed(Exception):
    """The answer does not pass yet; shown as one line, so that nbgrader's Validate reports it too."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def check(exercise: str) -> None:
    """Run the public checks of ``exercise`` on this notebook's code and show what they found.

    Raises CheckFailed unless all of them pass, UnknownExercise if there is no such exercise.
    """
    namespace = _namespace()
    chapter, facts = find_exercise(exercise)
    verdict = check_namespace(chapter, facts, namespace)
    _passed.discard(facts.id)
    if verdict.complete:
        _passed.add(facts.id)
    _show(facts, verdict, _progress(chapter))
    if not verdict.complete:
        raise CheckFailed(headline(facts, verdict))


def check_namespace(chapter: Chapter, facts: Facts, namespace: dict[str, Any]) -> Verdict:
    """Return the verdict of the public checks on a namespace in this process.

    One thread, as in grading: on a busy machine more of them wait for each other, a hundred times as long.
    """
    answer = Answer(Here(namespace, facts.forbid), facts)
    with one_thread():
        return Verdict(facts.id, facts.points, check_answer([chapter.public_checks(facts.id)], answer))


def _progress(chapter: Chapter) -> str:
    done = [facts for facts in chapter.exercises if facts.id in _passed]
    points = sum(facts.points for facts in done)
    said = (
        f"Chapter {chapter.number}: {len(done)} of {len(chapter.exercises)} exercises pass their public checks "
        f"({points:g} of {chapter.exercise_points:g} points). Grading runs hidden checks too."
    )
    if chapter.questions:
        written = chapter.points - chapter.exercise_points
        words = (
            "the written answer" if len(chapter.questions) == 1 else f"the {len(chapter.questions)} written answers"
        )
        said += f" A human reads {words}, for {in_points(written)} more."
    return said


def _namespace() -> dict[str, Any]:
    if (shell := _shell()) is not None:
        return dict(shell.user_ns)
    return dict(sys._getframe(2).f_globals)


def _shell() -> Any:
    if "IPython" not in sys.modules:
        return None
    return sys.modules["IPython"].get_ipython()


def _show(facts: Facts, verdict: Verdict, footer: str) -> None:
    text = render_text(facts, verdict, footer=footer)
    if _shell() is None:
        print(text)
        return
    from IPython.display import display

    display({"text/html": render_html(facts, verdict, footer=footer), "text/plain": text}, raw=True)
