"""Scripts planted wherever a student can write: what ``test_planted.py`` hands in."""

import json
import re
from typing import Any

from autograder.course import Course

CHAPTER = "ch04_linear_classification"
FILE = f"{CHAPTER}.ipynb"
CLOSING = "\"'></textarea></title></style></pre></code></script>"
"""Leaves whatever the text was put into."""


def call(place: str) -> str:
    """Return the call that a planted script makes, without blanks, for attributes without quotes."""
    return f"planted('{re.sub(r'[^a-z:]+', '_', place.lower())}')"


def image(place: str) -> str:
    """Return a picture that cannot be loaded and runs a script then; fits into a file name."""
    return f"<img src=data:, onerror={call(place)}>"


def payload(place: str) -> str:
    """Return the two shortest ways to run a script, below the length at which messages are cut."""
    return f"{CLOSING}<script>{call(place)}</script>{image(place)}"


def every_kind(place: str) -> str:
    """Return every kind of HTML that runs a script without a click, and one that needs it."""
    inner = f"<script>parent.{call(place + ':frame')}</script>"
    return "\n\n".join(
        (
            payload(f"{place}:plain"),
            f"<svg onload={call(place + ':svg')}></svg>",
            f'<iframe srcdoc="{inner}"></iframe>',
            f'<iframe src="javascript:parent.{call(place + ":address")}"></iframe>',
            f"<details open ontoggle={call(place + ':details')}><summary>x</summary></details>",
            f"<input autofocus onfocus={call(place + ':focus')}>",
            f'<a href="javascript:{call(place + ":link")}">x</a>',
            f"<math><mtext></textarea><img src=data:, onerror={call(place + ':math')}></mtext></math>",
        )
    )


def markdown_kinds(place: str) -> str:
    """Return what markdown makes of addresses and titles, besides raw HTML."""
    return "\n\n".join(
        (
            every_kind(place),
            f"[x](javascript:{call(place + ':markdown')})",
            f'![x](data:, "\\"onerror={call(place + ":title")} x=")',
            f'![x"onerror={call(place + ":alt")}](data:,)',
            f"<javascript:{call(place + ':autolink')}>",
            f"```{image(place)}\n{payload(place)}\n```",
            f"$x${payload(place + ' beside mathematics')}$$y$$",
        )
    )


# What the students hand in.

FOLDER = image("folder")
"""A student's folder, as far as a file system allows."""
SEVERAL = (f"{image('first name')}.ipynb", f"{image('second name')}.ipynb")


def cell(kind: str, source: str, **more: Any) -> dict[str, Any]:
    """Return a cell whose id, tags, grade id and language are planted too."""
    entry = {"grade_id": payload("grade id"), "grade": True, "solution": True, "locked": False, "points": 1}
    metadata = {
        "tags": [payload("tag")],
        "name": payload("cell name"),
        "format": "text/html",
        "magics_language": payload("language of a cell"),
        "nbgrader": entry,
    }
    made = {"cell_type": kind, "id": payload("cell id"), "metadata": metadata, "source": source}
    if kind == "code":
        made |= {"outputs": stored_outputs(), "execution_count": None}
    return made | more


def stored_outputs() -> list[dict[str, Any]]:
    """Return outputs as they lie in the submitted file."""
    kinds = ("text/html", "text/markdown", "image/svg+xml", "application/javascript", "text/latex", "text/plain")
    data = {kind: every_kind(f"stored {kind}") for kind in kinds}
    data["application/javascript"] = "planted('stored javascript')"
    return [
        {"output_type": "stream", "name": "stdout", "text": every_kind("stored stream")},
        {"output_type": "display_data", "data": data, "metadata": {}},
        {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1},
        {"output_type": "error", "ename": payload("stored"), "evalue": "", "traceback": [payload("traceback")]},
    ]


def code_cells() -> list[dict[str, Any]]:
    """Return cells whose exceptions, outputs and shown objects are planted."""
    sources = (
        f"raise ValueError({payload('message')!r})",
        f"raise type({payload('exception class')!r}, (Exception,), {{}})",
        f"print({every_kind('printed')!r})",
        f"from IPython.display import HTML, Javascript, display\ndisplay(HTML({every_kind('shown')!r}))",
        "display(Javascript(\"planted('shown javascript')\"))",
        f"%%html\n{every_kind('html cell')}",
        f"%%javascript\nplanted('javascript cell')\n// {payload('javascript cell')}",
        f"# {every_kind('comment')}".replace("\n", "\n# "),
        f"this is no Python {payload('syntax')}",
    )
    return [cell("code", source) for source in sources]


RAISES = f"""
def softmax(logits, dim=-1):
    raise type({payload("class in an answer")!r}, (Exception,), {{}})({payload("message of an answer")!r})
"""
RETURNS = f"""
Planted = type({payload("returned class")!r}, (), {{"__repr__": lambda self: {payload("repr")!r}}})

def cross_entropy_from_logits(logits, labels, reduction="mean"):
    return {{{payload("key")!r}: {payload("value")!r}, 1: Planted()}} if reduction == "mean" else Planted()
"""


def notebook(course: Course) -> dict[str, Any]:
    """Return the released notebook with something planted wherever a student can write."""
    made: dict[str, Any] = json.loads(course.released(CHAPTER).read_text(encoding="utf-8"))
    for each in made["cells"]:
        name = each["metadata"].get("nbgrader", {}).get("grade_id")
        each["source"] = {"softmax": RAISES, "cross_entropy_from_logits": RETURNS}.get(name, each["source"])
        if each["cell_type"] == "markdown":
            each["source"] = "".join(each["source"]) + "\n\n" + markdown_kinds("edited prose")
        else:
            each["outputs"] = stored_outputs()
    made["cells"] += [
        *code_cells(),
        cell("markdown", markdown_kinds("own prose")),
        cell("raw", every_kind("raw cell")),
        cell("heading", every_kind("cell of an unknown type")),
    ]
    kernel = {"name": payload("kernel"), "display_name": payload("kernel's title"), "language": payload("language")}
    language = {"name": payload("language"), "pygments_lexer": payload("lexer"), "mimetype": payload("mime type")}
    made["metadata"] |= {
        "title": payload("title"),
        "authors": [{"name": payload("author")}],
        "kernelspec": kernel,
        "language_info": language,
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": payload("widgets")}},
    }
    return made


def attached() -> list[dict[str, Any]]:
    """Return cells with pictures whose name, kind and content are planted."""
    content = {"x.png": {"image/png": CLOSING + image("attachment")}}
    kinds = {'image/png"onerror="planted(1)': "AAAA", "text/html": payload("kind of an attachment")}
    name = {f"z.png{CLOSING}{image('name of an attachment')}": {"image/png": "AAAA"}}
    return [
        cell("markdown", "![x](attachment:x.png)", attachments=content),
        cell("markdown", "![x](attachment:y.png)", attachments={"y.png": kinds}),
        cell("markdown", f"![x](attachment:{next(iter(name))})", attachments=name),
    ]
