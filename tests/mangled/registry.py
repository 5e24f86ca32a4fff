"""What a mangling is, what it deserves, and the few words that manglings are written in."""

import itertools
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
Content = Notebook | str | bytes

KIT = Path(__file__).parents[2]
CHAPTER = "ch04_linear_classification"
FILE = f"{CHAPTER}.ipynb"


class Folder(dict[str, Content]):
    """Everything that the student handed in, by path below their folder of the chapter."""


@dataclass(frozen=True)
class Mangling:
    """One way in which a full-marks submission arrives damaged, and what a fair human would give for it."""

    make: Callable[[Notebook], Content | Folder]
    deserves: str | float
    """"full", "human" (a machine may not decide this alone), or the points where a part is really gone."""
    says: str
    """What some note (or the reason for a human) must contain."""
    unsaid: str
    """What no note may contain, because it did not happen."""
    quiet: bool
    """Whether nothing happened that a student should be told about: no note at all."""
    reads: str
    """The written answer that a human must come to read; "" where none was written."""

    @property
    def name(self) -> str:
        return self.make.__name__

    def folder(self, notebook: Notebook) -> Folder:
        """Return the student's folder; the mangling may change ``notebook``."""
        made = self.make(notebook)
        return made if isinstance(made, Folder) else Folder({FILE: made})


MANGLINGS: dict[str, Mangling] = {}


def deserves(
    what: str | float, *, says: str = "", unsaid: str = "", quiet: bool = False, reads: str = ""
) -> Callable[[Callable[[Notebook], Any]], Callable[[Notebook], Any]]:
    """State what the decorated mangling deserves, and put it into ``MANGLINGS``."""

    def register(make: Callable[[Notebook], Any]) -> Callable[[Notebook], Any]:
        assert make.__name__ not in MANGLINGS, f"{make.__name__} is there twice"
        assert make.__doc__, f"{make.__name__} does not say what happened to the notebook"
        MANGLINGS[make.__name__] = Mangling(make, what, says, unsaid, quiet, reads)
        return make

    return register


# The words.


def grade_id(cell: Any) -> Any:
    """Return a cell's grade id, None if it has none."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def cell(notebook: Notebook, name: str) -> dict[str, Any]:
    """Return the cell with a grade id."""
    found: dict[str, Any] = next(each for each in notebook["cells"] if grade_id(each) == name)
    return found


def place(notebook: Notebook, name: str) -> int:
    """Return the position of the cell with a grade id."""
    return next(i for i, each in enumerate(notebook["cells"]) if grade_id(each) == name)


def source(each: dict[str, Any]) -> str:
    """Return a cell's source in one string."""
    return "".join(each["source"])


def code(text: str) -> dict[str, Any]:
    """Return a code cell as a student adds it."""
    return {
        "cell_type": "code",
        "id": f"{zlib.crc32(text.encode(errors='surrogatepass')):08x}",
        "metadata": {},
        "source": text,
        "outputs": [],
        "execution_count": None,
    }


def markdown(text: str) -> dict[str, Any]:
    """Return a markdown cell as a student adds it."""
    return {
        "cell_type": "markdown",
        "id": f"{zlib.crc32(text.encode(errors='surrogatepass')):08x}",
        "metadata": {},
        "source": text,
    }


def without(notebook: Notebook, *names: str) -> Notebook:
    """Drop the cells with these grade ids."""
    notebook["cells"] = [each for each in notebook["cells"] if grade_id(each) not in names]
    return notebook


def insert(notebook: Notebook, name: str, *cells: dict[str, Any], below: bool = True) -> Notebook:
    """Put cells directly below (or above) the cell with a grade id."""
    at = place(notebook, name) + below
    notebook["cells"][at:at] = cells
    return notebook


def copied(each: dict[str, Any], text: str, number: int = 1) -> dict[str, Any]:
    """Return a copy of a cell as JupyterLab makes it: all metadata kept, a new id, another source."""
    return {**each, "metadata": dict(each["metadata"]), "id": f"copy-{number}-{each['id']}"[:64], "source": text}


def split(notebook: Notebook, name: str, *marks: str) -> Notebook:
    """Split a cell before each mark as JupyterLab does: every part keeps the metadata."""
    whole, text = cell(notebook, name), source(cell(notebook, name))
    starts = [0, *(text.index(mark) for mark in marks), len(text)]
    parts = [text[start:end].strip("\n") for start, end in itertools.pairwise(starts)]
    at = place(notebook, name)
    notebook["cells"][at : at + 1] = [copied(whole, part, number) for number, part in enumerate(parts)]
    return notebook


def merged(notebook: Notebook, into: str, *others: str) -> Notebook:
    """Merge cells in the order of the notebook as JupyterLab does: ``into`` gives type and metadata."""
    names = (into, *others)
    texts = [source(each) for each in notebook["cells"] if grade_id(each) in names]
    cell(notebook, into)["source"] = "\n\n".join(texts)
    return without(notebook, *others)


def retyped(each: dict[str, Any], kind: str) -> None:
    """Change a cell's type as a notebook editor does."""
    each["cell_type"] = kind
    if kind == "code":
        each |= {"outputs": [], "execution_count": None}
    else:
        each.pop("outputs", None)
        each.pop("execution_count", None)


STUB = source(cell(json.loads((KIT / "assignments" / CHAPTER / FILE).read_text(encoding="utf-8")), "softmax"))
"""What was handed out."""

BROKEN = """\
def softmax(logits, dim=-1):
    return logits.exp() / logits.sum()"""
"""An earlier attempt, which is wrong."""
