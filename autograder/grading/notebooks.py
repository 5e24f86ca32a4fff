"""Finds and reads a student's notebook and turns it into a job for the judge."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import NotebookError
from autograder.grading.repair import Repaired, Template, repair
from autograder.judge.grade import Cell, Job
from autograder.reading import read_notebook

CHECK_IMPORT = re.compile(r"from\s+autograder\s+import\s+check\b")
KIT_NAME = re.compile(r"\bautograder\b")
REACHES_AROUND = re.compile(
    r"\b(_getframe|settrace|setprofile|get_objects|get_referrers|__subclasses__|ctypes|sys\.modules"
    r"|_python_dispatch|__torch_dispatch__|TorchDispatchMode|TorchFunctionMode|DisableTorchFunction\w*)\b"
)
"""What code needs to blind a watch that stands beside it, and an exercise hardly ever."""
AGAIN = "ask the student for the file again"


@dataclass(frozen=True)
class Submission:
    """What a student handed in, read and put in order."""

    student: str
    path: Path
    job: Job
    repaired: Repaired
    """In order; as it was released, with nothing to run, where the file could not be read."""


def read_submission(student: str, path: Path, template: Template, *, watched: bool = True) -> Submission:
    """Read a student's notebook; one that cannot be read becomes a job with a fault.

    ``path`` is where nbgrader wants it; a single notebook of another name in that folder is taken for it.
    ``watched`` tells whether an exercise of the chapter forbids anything.
    """
    try:
        found, moved = find_notebook(path)
        repaired = repair(read_notebook(found, AGAIN, AGAIN), template)
    except NotebookError as error:
        blank = repair(template.notebook, template)
        return Submission(student, path, Job(student, (), fault=str(error)), blank)
    cells = tuple(Cell(label, source) for label, source in repaired.runs)
    job = Job(student, cells, moved + repaired.repairs, suspicion=suspicion(cells, watched=watched))
    return Submission(student, path, job, repaired)


def find_notebook(path: Path) -> tuple[Path, tuple[str, ...]]:
    """Return the notebook that was handed in and what to say of its place; raise NotebookError."""
    if path.is_symlink():
        raise NotebookError(path, "is a link, not a file", AGAIN)
    if path.exists():
        return path, ()
    others = [
        other
        for other in sorted(path.parent.rglob("*.ipynb"))
        if other.is_file()
        and not other.is_symlink()
        and not any(part.startswith((".", "__")) for part in other.relative_to(path.parent).parts)
    ]
    if len(others) == 1:
        name = others[0].relative_to(path.parent)
        return others[0], (f"the notebook was handed in as {str(name)!r}",)
    if others:
        names = ", ".join(str(other.relative_to(path.parent)) for other in others)
        raise NotebookError(
            path, f"is missing, and there are several others: {names}", f"rename one to {path.name}"
        )
    raise NotebookError(path, "is missing", AGAIN)


def suspicion(cells: tuple[Cell, ...], *, watched: bool) -> str:
    """Return why a human should look: student code that reaches for the kit beside it.

    Values, errors and time are judged from outside and cannot be forged; what an exercise forbids is watched
    beside the student's code, so code that names the kit's own modules may be about to blind that watch.
    """
    for cell in cells:
        if cell.label.startswith("given"):
            continue
        source = CHECK_IMPORT.sub("", cell.source)
        if KIT_NAME.search(source):
            return f"{cell.label} refers to the kit's own code (autograder); look whether it tampers with it"
        if watched and (word := REACHES_AROUND.search(source)):
            return f"{cell.label} uses {word[0]}; look whether it tampers with what watches for forbidden functions"
    return ""
