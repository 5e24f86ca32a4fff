"""What an attack did: the points it got, and what is different afterwards that is not its own."""

import hashlib
import sqlite3
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.course import CHAPTER


@dataclass(frozen=True)
class Row:
    """One grade cell of a student in the gradebook."""

    cell: str
    most: float
    points: float
    needs_human: bool


Rows = dict[str, list[Row]]
"""What the gradebook holds, by student."""


@dataclass
class Finding:
    """The outcome of one attack."""

    points: float | None = None
    """None where it got no grade at all."""
    harm: list[str] = field(default_factory=list)
    not_run: str = ""
    needs_human: bool = False
    """Whether the grader itself lists the notebook for a human."""
    not_asked: bool = False
    """Whether the grader's checks do not ask for what the attack gets around: plain assertions look at values."""


def rows(gradebook: Path) -> Rows:
    """Return what the gradebook holds of every student; raise sqlite3.Error where it is damaged."""
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    found: Rows = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SQLAlchemy's, about how nbgrader joins its tables
            with Gradebook(f"sqlite:///{gradebook}") as book:
                for submission in book.assignment_submissions(CHAPTER):
                    cells = [_row(grade) for notebook in submission.notebooks for grade in notebook.grades]
                    found[submission.student.id] = sorted(cells, key=lambda row: row.cell)
    except SQLAlchemyError as error:
        raise sqlite3.DatabaseError(str(error)) from None
    return found


def _row(grade: Any) -> Row:
    points = float(grade.score) + float(grade.extra_credit or 0)
    return Row(grade.name, float(grade.max_score), points, bool(grade.needs_manual_grade))


def finding(found: Rows, student: str, harm: list[str]) -> Finding:
    """Return what a student got; no points at all where there is no grade."""
    cells = found.get(student)
    if cells is None:
        return Finding(None, harm)
    return Finding(sum(row.points for row in cells), harm, needs_human=any(row.needs_human for row in cells))


def harm_to(found: Rows, student: str, due: float) -> list[str]:
    """Return what is wrong with an honest student's grade."""
    points = finding(found, student, []).points
    if points == due:
        return []
    return [
        "the next student was not graded" if points is None else f"the next student got {points:g}, not {due:g}"
    ]


def files(*folders: Path) -> dict[Path, str]:
    """Return a digest of every file in the folders."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_symlink():
                found[path] = f"-> {path.readlink()}"
            elif path.is_file():
                found[path] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def strange(before: dict[Path, str], after: dict[Path, str], expected: tuple[str, ...]) -> list[Path]:
    """Return the files that changed, came or went, but those whose path holds an expected part."""
    changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
    return sorted(path for path in changed if not any(part in path.as_posix() for part in expected))


def harm_in(planted: list[Path]) -> list[str]:
    """Return planted or changed files as harm, by name."""
    names = sorted({path.name for path in planted})
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return [f"files planted or changed: {', '.join(names[:3])}{more}"] if names else []
