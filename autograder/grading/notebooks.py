"""Finds and reads a student's notebook and turns it into a job for the judge."""

from dataclasses import dataclass
from pathlib import Path

from autograder.errors import NotebookError
from autograder.grading.repair import Repaired, repair
from autograder.grading.suspicion import suspicion
from autograder.grading.template import Template
from autograder.judge.jobs import Cell, Job
from autograder.reading import read_notebook

AGAIN = "ask the student for the file again"
UNUSABLE_NAME = (
    "has a name that is no student's id: it is hidden or holds quotes, brackets or signs that nobody sees"
)
MAX_CODE = 2 * 2**20


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
        return _read(student, path, template, watched=watched)
    except NotebookError as error:
        fault = str(error)
    except Exception as error:  # one odd notebook stops no class
        fault = f"a fault of the kit in reading {path.name}: {type(error).__name__}: {_plain(str(error))[:200]}"
    return Submission(student, path, Job(student, (), fault=fault), repair(template.notebook, template))


def _read(student: str, path: Path, template: Template, *, watched: bool) -> Submission:
    if not is_usable_name(student):
        raise NotebookError(_plain(str(path.parent.parent)), UNUSABLE_NAME, "rename the folder")
    found, moved = find_notebook(path)
    submitted = read_notebook(found, AGAIN, AGAIN)
    if sum(len(cell.source) for cell in submitted.cells if cell.cell_type == "code") > MAX_CODE:
        raise NotebookError(found, f"holds more than {MAX_CODE >> 20} MiB of code", AGAIN)
    repaired = repair(submitted, template)
    cells = tuple(Cell(label, source) for label, source in repaired.runs)
    job = Job(
        student,
        cells,
        moved + repaired.repairs,
        unclear=repaired.unclear,
        suspicion=suspicion(cells, watched=watched),
    )
    return Submission(student, path, job, repaired)


def is_usable_name(student: str) -> bool:
    """Tell whether a folder's name can be a student's id: it comes to stand in web pages, paths and exports."""
    return student.isprintable() and not student.startswith(".") and not set(student) & set("<>&\"'`\\")


def _plain(text: str) -> str:
    """Return a text as a file can hold it: a name on disk may hold bytes that are no UTF-8."""
    return text.encode(errors="backslashreplace").decode()


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
        names = _plain(", ".join(str(other.relative_to(path.parent)) for other in others))[:500]
        raise NotebookError(
            path, f"is missing, and there are several others: {names}", f"rename one to {path.name}"
        )
    raise NotebookError(path, "is missing", AGAIN)
