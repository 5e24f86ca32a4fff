"""Courses and classes to measure on: answers from right/, wrong/, the reference and untouched stubs."""

import os
import shutil
import sys
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode

from autograder.course import FILE, KIT, Course
from autograder.grading.practice import practice_class, write_submission
from autograder.grading.release import release
from autograder.grading.store import course_secret
from autograder.manifest import Chapter, find_chapter
from autograder.reading import read_notebook

CHAPTER = "ch04_linear_classification"
"""What all graders are compared on."""
AGAIN = "run the benchmark again"


@dataclass(frozen=True)
class Class:
    """A released course with submissions, kept as a template that every measurement copies."""

    template: Path
    students: tuple[str, ...]

    def clean(self, name: str, count: int) -> Path:
        """Return a fresh course folder in which the first ``count`` students handed in."""
        folder = self.template.with_name(f"{self.template.name}-{name}")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.template, folder, ignore=shutil.ignore_patterns("submitted"))
        for student in self.students[:count]:
            shutil.copytree(self.template / "submitted" / student, folder / "submitted" / student)
        return folder


def chapter_facts() -> Chapter:
    return find_chapter(CHAPTER)


def notebook_of(folder: Path, kind: str) -> NotebookNode:
    """Read a course's own notebook of the chapter from ``kind``: solutions, release and so on."""
    return read_notebook(folder / kind / CHAPTER / f"{CHAPTER}.ipynb", AGAIN, AGAIN)


def handed_in(folder: Path, student: str) -> NotebookNode:
    return read_notebook(submitted(folder, student), AGAIN, AGAIN)


def make_class(folder: Path, size: int, chapter: str = CHAPTER) -> Class:
    """Release a chapter into a new course and hand in ``size`` honest notebooks, the solved one first."""
    folder.mkdir(parents=True)
    for name in (FILE, "nbgrader_config.py"):
        shutil.copy(KIT / name, folder / name)
    shutil.copytree(KIT / "solutions" / chapter, folder / "solutions" / chapter)
    course = Course.read(folder / FILE)
    course_secret(course)  # made once: with other seeds a wrong answer may fail one check more
    entry = course.chapter(chapter)
    release(course, entry)
    students = []
    for planned in practice_class(course, entry, size):
        if "hostile" in planned.answers.values():
            continue
        planned = replace(planned, student=f"{len(students):04}-{planned.student}")
        write_submission(course, planned, course.released(chapter), course.reference / chapter)
        students.append(planned.student)
    return Class(folder, tuple(students))


def submitted(folder: Path, student: str) -> Path:
    return folder / "submitted" / student / CHAPTER / f"{CHAPTER}.ipynb"


def scores(folder: Path) -> dict[str, float]:
    """Return the students' scores of the chapter from a course's gradebook."""
    from nbgrader.api import Gradebook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLAlchemy's, about how nbgrader joins its tables
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            found = book.assignment_submissions(CHAPTER)
            return {submission.student.id: round(float(submission.score), 2) for submission in found}


def environment() -> dict[str, str]:
    """Return the environment of every measured command: this kit, one thread per process as on a lane."""
    return {
        **os.environ,
        "PYTHONPATH": str(KIT),
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
        "JUPYTER_PLATFORM_DIRS": "1",
    }
