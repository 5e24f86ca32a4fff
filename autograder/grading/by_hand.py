"""Written answers in the gradebook: 0 where nothing was written, otherwise a human's, which outlives regrading."""

import hashlib
import json
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils

from autograder.course import Course
from autograder.grading.store import write_atomically


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether a cell is what nbgrader calls a manually graded answer."""
    return bool(cell.cell_type == "markdown" and utils.is_grade(cell) and utils.is_solution(cell))


def answers_in(notebook: NotebookNode) -> dict[str, str]:
    """Return a digest of each written answer by grade id, "" where the stub was left untouched."""
    found: dict[str, str] = {}
    for cell in notebook.cells:
        if is_answer(cell):
            facts = cell.metadata.nbgrader
            untouched = facts.get("checksum") == utils.compute_checksum(cell)
            found[facts.grade_id] = "" if untouched else _digest(cell)
    return found


def _digest(cell: NotebookNode) -> str:
    pictures = json.dumps(cell.get("attachments", {}), sort_keys=True)
    return hashlib.sha256(f"{cell.source}\0{pictures}".encode(errors="replace")).hexdigest()


def put_grade(grade: Any, answer: str, known: str | None, needs_human: str) -> None:
    """Write into nbgrader's row of a grade what is certain without reading, and whether a human has to read.

    ``answer`` and ``known`` are the digests of the answer now and when it was last written into the gradebook. A
    score given by hand stays; it waits for another look only if the answer is not the one that was read.
    """
    grade.auto_score = None if answer else 0.0
    if grade.manual_score is None:
        grade.needs_manual_grade = bool(answer or needs_human)
    elif answer != known:
        grade.needs_manual_grade = True


def holds(grade: Any, answer: str) -> bool:
    """Tell whether nbgrader's row says what ``put_grade`` wrote, or a human's score."""
    waits = grade.needs_manual_grade or grade.manual_score is not None
    return bool(grade.auto_score == (None if answer else 0.0) and (waits or not answer))


class Answers:
    """Which answers the gradebook knows, one file per student, written once the gradebook is.

    So a run that is killed in between asks for another look rather than passing a changed answer by.
    """

    def __init__(self, course: Course, chapter: str) -> None:
        self.folder = course.root / ".fathom" / "answers" / chapter

    def known(self, student: str) -> dict[str, str]:
        """Return the digests of a student's answers by grade id; {} where nothing or nothing readable is kept."""
        try:
            facts = json.loads(self._path(student).read_text(encoding="utf-8"))
            return {str(name): str(digest) for name, digest in facts.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def keep(self, student: str, answers: dict[str, str]) -> None:
        """Remember a student's answers."""
        if answers != self.known(student):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(student), json.dumps(answers, indent=1))

    def _path(self, student: str) -> Path:
        return self.folder / f"{student}.json"
