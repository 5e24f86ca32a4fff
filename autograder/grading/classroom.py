"""Grades a class: lanes judge in parallel, one writer puts the results into nbgrader's gradebook."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.nbgrader_runs import autograde, gradebook
from autograder.grading.notebooks import job_for
from autograder.grading.preprocessor import FathomGrade
from autograder.grading.setup import setup_for, solved_notebook
from autograder.grading.store import Store
from autograder.judge.grade import Job, Result
from autograder.judge.lanes import Lanes

Progress = Callable[[Result, int, int], None]
"""Called after each submission with its result, how many are done and how many there are."""


@dataclass
class Graded:
    """What became of a class."""

    results: list[Result] = field(default_factory=list)
    fresh: int = 0
    """How many were graded now; the others were already known."""

    @property
    def for_a_human(self) -> list[Result]:
        return [result for result in self.results if result.needs_human]

    @property
    def noted(self) -> list[Result]:
        return [result for result in self.results if result.notes and not result.needs_human]


def submissions(course: Course, chapter: str, students: list[str] | None = None) -> list[str]:
    """Return the students who handed the chapter in; raise FathomError if a named one did not."""
    found = sorted(path.parent.name for path in (course.root / "submitted").glob(f"*/{chapter}") if path.is_dir())
    if students:
        for student in students:
            if student not in found:
                raise FathomError(
                    course.root / "submitted" / student / chapter,
                    "is missing: this student handed nothing in",
                    f"ls {course.root / 'submitted'}",
                )
        return students
    if not found:
        raise FathomError(
            course.root / "submitted",
            f"holds no submission of {chapter}",
            f"nbgrader collect {chapter}, or put notebooks at submitted/STUDENT/{chapter}/{chapter}.ipynb",
        )
    return found


def grade(
    course: Course,
    chapter: str,
    *,
    students: list[str] | None = None,
    lanes: int | None = None,
    sandbox: str | None = None,
    afresh: bool = False,
    progress: Progress = lambda result, done, total: None,
) -> Graded:
    """Grade every submission of a chapter and write gradebook and autograded notebooks."""
    setup = setup_for(course, chapter, sandbox)
    _require_release(course, chapter)
    store = Store(course, setup)
    solved = solved_notebook(course, chapter)
    jobs = {
        name: job_for(name, course.submitted(name, chapter), solved)
        for name in submissions(course, chapter, students)
    }
    graded = Graded()
    waiting: list[Job] = []
    for job in jobs.values():
        if job.fault:
            _finish(course, chapter, store, job, Result(job.student, needs_human=job.fault), graded)
            progress(graded.results[-1], len(graded.results), len(jobs))
            continue
        known = None if afresh else store.get(job)
        if known is None:
            waiting.append(job)
        else:
            graded.results.append(known)
            if not course.autograded(job.student, chapter).exists():
                write(course, chapter, known)
            progress(known, len(graded.results), len(jobs))
    with Lanes(setup, min(lanes or os.cpu_count() or 1, len(waiting) or 1)) as pool:
        for result in pool.grade(waiting):
            _finish(course, chapter, store, jobs[result.student], result, graded)
            progress(result, len(graded.results), len(jobs))
    graded.results.sort(key=lambda result: result.student)
    return graded


def _finish(course: Course, chapter: str, store: Store, job: Job, result: Result, graded: Graded) -> None:
    """Keep a fresh result and put it into the gradebook."""
    store.put(job, result)
    write(course, chapter, result)
    graded.results.append(result)
    graded.fresh += 1


def write(course: Course, chapter: str, result: Result) -> None:
    """Put one result into the gradebook and autograded/, or list it there for a human."""
    FathomGrade.known[chapter, result.student] = result
    try:
        autograde(course, chapter, result.student)
    except FathomError as error:
        # nbgrader cannot read this notebook; it is in the gradebook all the same, waiting for a human.
        result.needs_human = result.needs_human or str(error)
        with gradebook(course) as book:
            book.update_or_create_student(result.student)
            submission = book.update_or_create_submission(chapter, result.student)
            for notebook in submission.notebooks:
                for cell in notebook.grades:
                    cell.auto_score, cell.needs_manual_grade = 0.0, True
            book.db.commit()
    finally:
        del FathomGrade.known[chapter, result.student]


def _require_release(course: Course, chapter: str) -> None:
    from nbgrader.api import MissingEntry

    try:
        with gradebook(course) as book:
            book.find_assignment(chapter)
    except MissingEntry:
        raise FathomError(
            chapter, "is not in the gradebook: it was never released", f"fathom release {chapter[:4]}"
        ) from None
