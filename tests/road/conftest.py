"""One small course in a temporary folder, released through real nbgrader, for the tests of the road."""

import shutil
from pathlib import Path

import pytest
import yaml

from autograder.authoring.build import build_chapter
from autograder.authoring.parts import exercises_of
from autograder.course import Course
from autograder.grading.release import release

KIT = Path(__file__).parents[2]
TAKEN = {
    "ch04": ("softmax", "cross_entropy_from_logits", "when_is_accuracy_blind"),
    "ch07": ("im2col", "conv2d", "conv2d_backward"),
    "ch10": ("lstm_step", "lstm_step_backward", "greedy_search", "beam_search"),
    "ch17": ("grid_world_mdp", "q_learning_update", "q_learning"),
    "ch18": ("rbf_kernel", "gp_posterior"),
}
"""What the small course takes: the roads are the same for two exercises of a chapter and for twenty."""


def course_in(folder: Path, *, whole: bool = False) -> Course:
    """Make a course folder like a clone of this one, with few exercises or with all."""
    shutil.copy(KIT / "course.yaml", folder)
    if not whole:
        take_few(folder / "course.yaml")
    shutil.copy(KIT / "nbgrader_config.py", folder / "nbgrader_config.py")
    course = Course.read(folder / "course.yaml")
    for entry in course.built_chapters():
        for file in build_chapter(course, entry):
            if file.path.is_relative_to(folder):  # the facts that ship are the kit's
                file.write()
    return course


def take_few(path: Path) -> None:
    """Leave out all but a few exercises in a course.yaml."""
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))
    for chapter in facts["chapters"]:
        if chapter["name"][:4] in TAKEN:
            chapter["leave_out"] = left_out(KIT / "reference" / chapter["name"])
    path.write_text(yaml.safe_dump(facts, sort_keys=False), encoding="utf-8")


def left_out(home: Path) -> list[str]:
    """Return the exercises and questions of a chapter that the small course does without."""
    names = [exercise.name for exercise in exercises_of(home)] + [path.stem for path in home.glob("*.md")]
    return [name for name in names if name not in (*TAKEN[home.name[:4]], "page")]


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose chapters are released."""
    course = course_in(tmp_path_factory.mktemp("course"))
    for entry in course.built_chapters():
        release(course, entry)
    return course
