"""The gradebook of one chapter: nbgrader's own database, written as its autograder would, one commit a student."""

import contextlib
import sqlite3
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import (
    Base,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import DatabaseError, OperationalError

from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading import by_hand
from autograder.grading.settings import config_for
from autograder.judge.jobs import Result

LOCKED_SECONDS = 20
GRADED = {"GradeCell", "TaskCell"}
COMMENTED = {"SolutionCell", "TaskCell"}
"""Kinds of cells that a submission has grades and comments for, as nbgrader's add_submission knows them."""


@contextlib.contextmanager
def gradebook(course: Course) -> Iterator[Gradebook]:
    """Open the course's gradebook; raise FathomError where it is locked, damaged or cannot be written."""
    path = course.root / "gradebook.db"
    try:
        _examine(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SQLAlchemy's, about how nbgrader adds a submission
            with Gradebook(f"sqlite:///{path}?timeout={LOCKED_SECONDS}", "") as book:
                yield book
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _explained(course, error) from None


def _examine(path: Path) -> None:
    """Raise where the gradebook is missing or damaged: nbgrader would make anew, and empty, what it lacks."""
    if not path.is_file():
        raise FathomError(path, "is missing: nothing was released here", "fathom release, then this command again")
    with contextlib.closing(sqlite3.connect(path, timeout=LOCKED_SECONDS)) as db:
        (said,) = db.execute("pragma quick_check(1)").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(" ".join(said.split()))
        tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    if tables and (missing := sorted(Base.metadata.tables.keys() - tables)):
        raise sqlite3.DatabaseError(f"it has no table {', '.join(missing)}")


def _explained(course: Course, error: Exception) -> FathomError:
    """Return what is wrong with the gradebook and what to do; graded work is in the store already."""
    path = course.root / "gradebook.db"
    said = str(getattr(error, "orig", error))
    kept = "then run the same command again; what was graded is kept"
    operational = isinstance(error, OperationalError | sqlite3.OperationalError)
    if operational and "locked" in said:
        return FathomError(path, "is locked by another program", f"close what writes to it (a formgrader?), {kept}")
    if operational and "no such" not in said:
        return FathomError(path, f"cannot be written: {said}", f"look at permissions and free space there, {kept}")
    mend = f"put a backup in its place, {kept}; without one, delete it and run fathom release first"
    return FathomError(path, f"is damaged: {said}", f"{mend} (scores come back, manual ones are gone)")


@dataclass
class HandGraded:
    """One student in the gradebook, scores given in formgrader included."""

    score: float = 0.0
    """All points so far."""
    answers: dict[str, float | None] = field(default_factory=dict)
    """Points of the written answers by question; None where a human has still to read."""


class Book:
    """The open gradebook and a chapter's place in it."""

    def __init__(self, course: Course, chapter: str, book: Gradebook) -> None:
        config = config_for(course)
        self.course, self.chapter, self.book = course, chapter, book
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        try:
            self._notebook = book.find_notebook(chapter, chapter).id
            self._assignment = book.find_assignment(chapter).id
        except MissingEntry:
            raise FathomError(
                chapter, "is not in the gradebook: it was never released", f"fathom release {chapter[:4]}"
            ) from None
        cells = book.db.query(BaseCell.id, BaseCell.name, BaseCell.type)
        self._cells = cells.filter(BaseCell.notebook_id == self._notebook).all()
        self._names: dict[str, str] = {key: name for key, name, _ in self._cells}
        """Grade ids by the database's key; lazy loading would ask for each cell of each student."""

    def holds(self, result: Result, answers: dict[str, str]) -> bool:
        """Tell whether the gradebook says what the result says; where a human gave the score, that is looked at.

        ``answers`` are digests of the written answers by grade id.
        """
        try:
            notebook = self.book.find_submission_notebook(self.chapter, self.chapter, result.student)
        except MissingEntry:
            return False
        grades = dict(self._grades(notebook))
        return grades.keys() == {name for _, name, kind in self._cells if kind in GRADED} and all(
            by_hand.holds(grade, answers[name])
            if name in answers
            else grade.auto_score == _score(_exercise(name), result)
            and (grade.needs_manual_grade or grade.manual_score is not None or not result.needs_human)
            for name, grade in grades.items()
        )

    def handed_in_again(self, student: str) -> bool:
        """Tell whether the gradebook knows another time of handing in than the student's folder."""
        try:
            submission = self.book.find_submission(self.chapter, student)
        except MissingEntry:
            return False
        known: bool = submission.timestamp == self._time(student)
        return not known

    def record(self, result: Result, graded: NotebookNode, known: dict[str, str]) -> None:
        """Write one student's scores.

        ``known`` are digests, by grade id, of the written answers that the gradebook knows.
        """
        submission, notebook = self._submission(result.student)
        cells = {cell.metadata.nbgrader.grade_id: cell for cell in graded.cells if "nbgrader" in cell.metadata}
        answers = by_hand.answers_in(graded)
        for name, grade in self._grades(notebook):
            if name in answers:
                by_hand.put_grade(grade, answers[name], known.get(name), result.needs_human)
            else:
                grade.auto_score = _score(_exercise(name), result)
                grade.needs_manual_grade = bool(result.needs_human) or grade.manual_score is not None
        for comment in self.book.db.query(Comment).filter(Comment.notebook_id == notebook.id):
            cell = cells.get(self._names[comment.cell_id])
            unanswered = cell is not None and cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comment.auto_comment = "No response." if unanswered else None
        self.book.db.flush()
        self._penalise(submission, notebook)
        self.book.db.commit()

    def _grades(self, notebook: SubmittedNotebook) -> Iterator[tuple[str, Grade]]:
        """Yield the grades of a student by grade id."""
        for grade in self.book.db.query(Grade).filter(Grade.notebook_id == notebook.id):
            yield self._names[grade.cell_id], grade

    def by_hand(self) -> dict[str, HandGraded]:
        """Return what humans have to do with each student: the score so far and the state of written answers."""
        found: dict[str, HandGraded] = {}
        rows = self.book.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade)
        rows = rows.select_from(Grade).join(BaseCell, BaseCell.id == Grade.cell_id)
        rows = rows.join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        rows = rows.join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        for student, name, grade in rows.filter(SubmittedNotebook.notebook_id == self._notebook):
            graded = found.setdefault(student, HandGraded())
            graded.score += grade.score or 0.0
            if name.startswith("answer-"):
                waits = bool(grade.needs_manual_grade)
                graded.answers[name.removeprefix("answer-")] = None if waits else float(grade.score or 0.0)
        return found

    def timestamp_fault(self, student: str) -> str:
        """Return why the time of handing in cannot be read, or ""."""
        try:
            self._timestamp(student)
        except (ValueError, OverflowError, TypeError, AttributeError, OSError) as error:
            return f"timestamp.txt beside the notebook holds no date: {str(error)[:80]}"
        return ""

    def _timestamp(self, student: str) -> datetime | None:
        """Return when the student handed in: not by nbgrader's reader, which trips over its own error message."""
        path = self.course.submitted(student, self.chapter).with_name("timestamp.txt")
        if not path.is_file():
            return None
        with path.open(encoding="utf-8") as file:
            text = file.read(200).strip()
        when: datetime | None = utils.parse_utc(text) if text else None
        return when

    def _time(self, student: str) -> Any:
        return None if self.timestamp_fault(student) else self._timestamp(student)

    def _submission(self, student: str) -> tuple[SubmittedAssignment, SubmittedNotebook]:
        """Return the student's rows, added where they are missing: nbgrader's own methods commit at every step."""
        db = self.book.db
        if db.get(Student, student) is None:
            db.add(Student(id=student))
        whose = {"assignment_id": self._assignment, "student_id": student}
        submission = _row(db, SubmittedAssignment, **whose)
        notebook = _row(db, SubmittedNotebook, assignment_id=submission.id, notebook_id=self._notebook)
        submission.timestamp = self._time(student)
        for kinds, table in ((GRADED, Grade), (COMMENTED, Comment)):
            there = {key for (key,) in db.query(table.cell_id).filter_by(notebook_id=notebook.id)}
            wanted = [key for key, _, kind in self._cells if kind in kinds and key not in there]
            db.add_all(table(cell_id=key, notebook_id=notebook.id) for key in wanted)
        db.flush()
        return submission, notebook

    def _penalise(self, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> None:
        """Apply the course's late policy as nbgrader's own preprocessor does."""
        notebook.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            penalty = self._penalties.plugin_inst.late_submission_penalty(
                submission.student.id, notebook.score, submission.total_seconds_late
            )
            if penalty is not None:
                notebook.late_submission_penalty = self._penalties._check_late_penalty(notebook, penalty)


def _row(db: Any, table: Any, **facts: str) -> Any:
    """Return the row of a table with these facts, added if it is missing."""
    found = db.query(table).filter_by(**facts).one_or_none()
    if found is None:
        found = table(**facts)
        db.add(found)
        db.flush()
    return found


def _exercise(name: str) -> str:
    """Return the exercise that a cell holds the score of."""
    return name.removeprefix("check-")


def _score(exercise: str, result: Result) -> float:
    verdict = result.verdicts.get(exercise)
    return verdict.score if verdict is not None else 0.0
