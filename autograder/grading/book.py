"""The gradebook of one chapter: nbgrader's own database, written as its autograder would, one commit a student."""

import contextlib
import sqlite3
import warnings
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import DatabaseError, OperationalError

from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.settings import config_for
from autograder.judge.grade import Result

LOCKED_SECONDS = 20


@contextlib.contextmanager
def gradebook(course: Course) -> Iterator[Gradebook]:
    """Open the course's gradebook; raise FathomError where it is locked, damaged or cannot be written."""
    path = course.root / "gradebook.db"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SQLAlchemy's, about how nbgrader adds a submission
            with Gradebook(f"sqlite:///{path}?timeout={LOCKED_SECONDS}", "") as book:
                yield book
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _explained(course, error) from None


def _explained(course: Course, error: Exception) -> FathomError:
    """Return what is wrong with the gradebook and what to do; graded work is in the store already."""
    path = course.root / "gradebook.db"
    said = str(getattr(error, "orig", error))
    kept = "then run the same command again; what was graded is kept"
    if isinstance(error, OperationalError) and "locked" in said:
        return FathomError(path, "is locked by another program", f"close what writes to it (a formgrader?), {kept}")
    if isinstance(error, OperationalError) and "no such" not in said:
        return FathomError(path, f"cannot be written: {said}", f"look at permissions and free space there, {kept}")
    return FathomError(path, f"is damaged: {said}", f"put a backup in its place, {kept}")


class Book:
    """The open gradebook and a chapter's place in it."""

    def __init__(self, course: Course, chapter: str, book: Gradebook) -> None:
        config = config_for(course)
        self.course, self.chapter, self.book = course, chapter, book
        self._directory = CourseDirectory(config=config)
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        try:
            notebook = book.find_notebook(chapter, chapter)
        except MissingEntry:
            raise FathomError(
                chapter, "is not in the gradebook: it was never released", f"fathom release {chapter[:4]}"
            ) from None
        cells = book.db.query(BaseCell.id, BaseCell.name).filter(BaseCell.notebook_id == notebook.id)
        self._names: dict[str, str] = dict(cells.all())
        """Grade ids by the database's key; lazy loading would ask for each cell of each student."""

    def holds(self, result: Result) -> bool:
        """Tell whether the gradebook says what the result says."""
        try:
            notebook = self.book.find_submission_notebook(self.chapter, self.chapter, result.student)
        except MissingEntry:
            return False
        return all(
            grade.auto_score == _score(exercise, result) and (grade.needs_manual_grade or not result.needs_human)
            for exercise, grade in self._grades(notebook)
        )

    def record(self, result: Result, cells: dict[str, NotebookNode]) -> None:
        """Write one student's scores; ``cells`` are the graded notebook's by grade id."""
        submission = self._submission(result.student)
        notebook = self.book.find_submission_notebook(self.chapter, self.chapter, result.student)
        for exercise, grade in self._grades(notebook):
            grade.auto_score = _score(exercise, result)
            grade.needs_manual_grade = bool(result.needs_human) or grade.manual_score is not None
        for comment in self.book.db.query(Comment).filter(Comment.notebook_id == notebook.id):
            cell = cells.get(self._names[comment.cell_id])
            unanswered = cell is not None and cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comment.auto_comment = "No response." if unanswered else None
        self.book.db.flush()
        self._penalise(submission, notebook)
        self.book.db.commit()

    def _grades(self, notebook: SubmittedNotebook) -> Iterator[tuple[str, Grade]]:
        """Yield the grades of exercises; other ones are written answers, the formgrader's."""
        for grade in self.book.db.query(Grade).filter(Grade.notebook_id == notebook.id):
            if (name := self._names[grade.cell_id]).startswith("check-"):
                yield name.removeprefix("check-"), grade

    def timestamp_fault(self, student: str) -> str:
        """Return why the time of handing in cannot be read, or ""."""
        try:
            self._timestamp(student)
        except (ValueError, OverflowError, OSError) as error:
            return f"timestamp.txt beside the notebook holds no date: {str(error)[:80]}"
        return ""

    def _timestamp(self, student: str) -> Any:
        return self._directory.get_existing_timestamp(str(self.course.submitted(student, self.chapter).parent))

    def _submission(self, student: str) -> SubmittedAssignment:
        self.book.update_or_create_student(student)
        timestamp = None if self.timestamp_fault(student) else self._timestamp(student)
        facts = {"timestamp": timestamp} if timestamp else {}
        return self.book.update_or_create_submission(self.chapter, student, **facts)

    def _penalise(self, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> None:
        """Apply the course's late policy as nbgrader's own preprocessor does."""
        notebook.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            penalty = self._penalties.plugin_inst.late_submission_penalty(
                submission.student.id, notebook.score, submission.total_seconds_late
            )
            if penalty is not None:
                notebook.late_submission_penalty = self._penalties._check_late_penalty(notebook, penalty)


def _score(exercise: str, result: Result) -> float:
    verdict = result.verdicts.get(exercise)
    return verdict.score if verdict is not None else 0.0
