"""Runs an exercise's public and hidden checks beside the student's code, as stock nbgrader and otter-grader do."""

from pathlib import Path
from typing import Any

from autograder.answer import Answer
from autograder.candidate.here import Here
from autograder.checking import check_answer
from autograder.course import KIT
from autograder.manifest import Chapter, find_exercise
from autograder.verdict import Verdict


def verdict(namespace: dict[str, Any], exercise: str) -> Verdict:
    """Return the verdict on the code that this kernel defined."""
    chapter, facts = find_exercise(exercise)
    answer = Answer(Here(dict(namespace), facts.forbid), facts)
    return Verdict(exercise, facts.points, check_answer(check_files(chapter, exercise), answer))


def check_files(chapter: Chapter, exercise: str) -> list[Path]:
    """Return an exercise's public and hidden check files, in the order of grading."""
    return [chapter.public_checks(exercise), KIT / "reference" / chapter.name / exercise / "test_hidden.py"]
