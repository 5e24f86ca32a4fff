"""Reads submitted notebooks and turns them into jobs for the judge."""

import re
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.errors import NotebookError
from autograder.judge.grade import Cell, Job
from autograder.reading import CHECK_CALL, read_notebook

CHECK_IMPORT = re.compile(r"from\s+autograder\s+import\s+check\b")
KIT_NAME = re.compile(r"\bautograder\b")


def read_submission(path: Path) -> NotebookNode:
    """Read a student's notebook; raise NotebookError with what to do about it."""
    again = "ask the student for the file again"
    others = sorted(p.name for p in path.parent.glob("*.ipynb")) if path.parent.is_dir() else []
    return read_notebook(path, f"rename {others[0]} to {path.name}" if others else again, again)


def job_for(student: str, path: Path, solved: NotebookNode) -> Job:
    """Return the submission at ``path`` as a job; a notebook that cannot be read is one with a fault."""
    try:
        notebook = read_submission(path)
    except NotebookError as error:
        return Job(student, (), fault=str(error))
    cells, notes = plan(notebook, solved)
    return Job(student, tuple(cells), tuple(notes), suspicion=suspicion(cells))


def suspicion(cells: list[Cell]) -> str:
    """Return why a human should look: student code that reaches for the kit beside it.

    Values, errors and time are judged from outside and cannot be forged; what an exercise forbids is watched
    beside the student's code, so code that names the kit's own modules may be about to blind that watch.
    """
    for cell in cells:
        if not cell.label.startswith("given") and KIT_NAME.search(CHECK_IMPORT.sub("", cell.source)):
            return f"{cell.label} refers to the kit's own code (autograder); look whether it tampers with it"
    return ""


def plan(notebook: NotebookNode, solved: NotebookNode) -> tuple[list[Cell], list[str]]:
    """Return the cells to run and notes on what was put right.

    Given cells run as they were handed out, wherever they stand now; a missing one runs first.
    Demonstrations and check cells do not run. Everything else is the student's and runs in order.
    """
    given = {_grade_id(cell): cell for cell in solved.cells if _is_given(cell)}
    sources = {cell.source.strip(): name for name, cell in given.items()}
    seen: set[str] = set()
    cells: list[Cell] = []
    for index, cell in enumerate(notebook.cells, 1):
        source = cell.get("source") or ""
        source = "".join(source) if isinstance(source, list) else str(source)
        if cell.get("cell_type") != "code" or not source.strip():
            continue
        name = _grade_id(cell)
        if name not in given:
            name = sources.get(source.strip(), name)
        if name in given:
            if name not in seen and given[name].metadata.fathom.runs:
                cells.append(Cell(f"given cell {name!r}", given[name].source))
            seen.add(name)
        elif not CHECK_CALL.fullmatch(source):
            cells.append(Cell(f"cell {index}" + (f" ({name})" if name else ""), source))
    missing = [name for name, cell in given.items() if name not in seen and cell.metadata.fathom.runs]
    cells[:0] = [Cell(f"given cell {name!r}", given[name].source) for name in missing]
    notes = [f"the given cell {name!r} was missing and was put back" for name in missing]
    return cells, notes


def _is_given(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and "runs" in cell.metadata.get("fathom", {})


def _grade_id(cell: Any) -> str:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return str(nbgrader.get("grade_id", "")) if isinstance(nbgrader, dict) else ""
