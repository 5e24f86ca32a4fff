"""Runs nbgrader's own converters inside this process, one assignment at a time."""

import io
import logging
import warnings
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.settings import config_for


def generate_assignment(course: Course, chapter: str) -> None:
    """Make the students' version of a chapter in assignments/ and record its cells in the gradebook."""
    _run(GenerateAssignment, course, chapter)


def generate_feedback(course: Course, chapter: str, student: str = "*") -> None:
    """Write feedback/<student>/<chapter>/<chapter>.html for graded submissions."""
    _run(GenerateFeedback, course, chapter, student)


def _run(converter: Any, course: Course, chapter: str, student: str = "*") -> None:
    log = logging.getLogger(f"fathom.nbgrader.{converter.__name__}")
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setLevel(logging.WARNING)
    log.handlers, log.propagate = [handler], False
    config = config_for(course)
    directory = CourseDirectory(config=config, log=log)
    directory.assignment_id, directory.student_id = chapter, student
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            run = converter(coursedir=directory, config=config, log=log)
            run.force = True
            run.start()
    except (NbGraderException, SystemExit):
        lines = [line for line in said.getvalue().strip().splitlines() if line.strip()]
        where = Path(chapter) if student == "*" else Path("submitted", student, chapter)
        raise FathomError(where, f"nbgrader refuses it: {' '.join(lines[-6:])[-600:]}") from None
