"""One course in a temporary folder, released through real nbgrader, for the tests of the road."""

import shutil
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.release import release

KIT = Path(__file__).parents[2]


def course_in(folder: Path) -> Course:
    """Make a course folder like a clone of this one: course file, configuration, solved notebooks."""
    for name in ("course.yaml", "nbgrader_config.py"):
        shutil.copy(KIT / name, folder / name)
    shutil.copytree(KIT / "solutions", folder / "solutions")
    return Course.read(folder / "course.yaml")


@pytest.fixture(scope="session")
def course(tmp_path_factory) -> Course:
    """A course whose chapters are released."""
    course = course_in(tmp_path_factory.mktemp("course"))
    for entry in course.built_chapters():
        release(course, entry)
    return course
