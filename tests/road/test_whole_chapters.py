"""Whole chapters: every right and wrong answer of every exercise through the real judge; make endurance runs it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.answer import Answer
from autograder.authoring.parts import Exercise, Variant, chosen_exercises, load
from autograder.candidate.here import Here
from autograder.checking import Verdict, with_checks
from autograder.course import Course
from autograder.grading.classroom import grade
from autograder.grading.practice import HOSTILE, Planned
from autograder.grading.release import release
from autograder.grading.report import write_report
from autograder.grading.store import course_secret
from tests.road.classes import hand_in, plans, planted
from tests.road.conftest import course_in

pytestmark = pytest.mark.long
CHAPTERS = [entry.name for entry in Course.load(Path(__file__).parents[2]).built_chapters()]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_class_of_right_and_wrong_answers_gets_what_it_deserves(tmp_path, chapter, sandbox):
    course = course_in(tmp_path, whole=True)
    release(course, course.chapter(chapter))
    made = plans(course, chapter)
    for planned in made:
        hand_in(course, planned)
    found = grade(course, chapter, sandbox=sandbox)
    deserved = expected(course, chapter, made)
    for result in found.results:
        assert not result.needs_human, (result.student, result.needs_human)
        for name, verdict in result.verdicts.items():
            assert verdict.score == deserved[result.student][name], (result.student, name)
    recognised, missed = planted(made, found.results)
    assert recognised >= 0.6 * (recognised + len(missed)), missed
    assert "<h2>Known mistakes</h2>" in write_report(course, chapter).read_text(encoding="utf-8")


def expected(course: Course, chapter: str, made: list[Planned]) -> dict[str, dict[str, float]]:
    """Return each student's score by exercise, from checks run in this process on the files themselves."""
    exercises = {exercise.name: exercise for exercise in chosen_exercises(course, course.chapter(chapter))}
    scores: dict[str, dict[str, float]] = {planned.student: {} for planned in made}
    secret = course_secret(course)
    for exercise in exercises.values():
        files = [exercise.public_checks, exercise.hidden_checks]
        known: dict[Files, float] = {}

        def loop(runner, exercise=exercise, files=files, known=known):
            for planned in made:
                if planned.student in HOSTILE or planned.answers[exercise.name] == "stub":
                    scores[planned.student][exercise.name] = 0.0
                    continue
                answers = files_of(planned, exercise, exercises)
                if answers not in known:
                    here = Here(namespace_of(answers), exercise.head.forbid, exercise.head.seconds)
                    verdict = Verdict(exercise.name, exercise.facts.points)
                    # The judge's own seed: with some a wrong answer fails one check more.
                    seed = hashlib.sha256(f"{secret}/{planned.student}/{exercise.name}".encode()).hexdigest()
                    verdict.outcomes = runner.run(files, Answer(here, exercise.facts), seed)
                    known[answers] = verdict.score
                scores[planned.student][exercise.name] = known[answers]

        with_checks(files, loop)
    return scores


@dataclass(frozen=True)
class Files:
    """The file of an answer, and those of the same student's answers that it may call."""

    exercise: Exercise
    path: Path
    needs: tuple["Files", ...]


def files_of(planned: Planned, exercise: Exercise, exercises: dict[str, Exercise]) -> Files:
    answer = planned.answers[exercise.name]
    path = answer.path if isinstance(answer, Variant) else exercise.folder / "solution.py"
    needs = (files_of(planned, exercises[need], exercises) for need in exercise.head.needs)
    return Files(exercise, path, tuple(needs))


def namespace_of(files: Files) -> dict[str, Any]:
    given = {need.exercise.name: namespace_of(need)[need.exercise.name] for need in files.needs}
    module = f"reference.{files.exercise.chapter}.{files.exercise.name}.{files.path.stem}"
    return load(files.path, module, given)
