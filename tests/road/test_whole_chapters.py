"""Whole chapters: every right and wrong answer of every exercise through the real judge; make endurance runs it."""

from pathlib import Path

import pytest

from autograder.answer import Answer
from autograder.authoring.parts import Exercise, Variant, chosen_exercises
from autograder.candidate.here import Here
from autograder.checking import with_checks
from autograder.course import Course
from autograder.grading.classroom import grade
from autograder.grading.practice import HOSTILE, Planned
from autograder.grading.release import release
from autograder.grading.report import write_report
from autograder.grading.store import course_secret
from autograder.judge.grade import seed_for
from autograder.judge.jobs import Known
from autograder.verdict import Verdict
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
    scores: dict[str, dict[str, float]] = {planned.student: {} for planned in made}
    secret = course_secret(course)
    for exercise in chosen_exercises(course, course.chapter(chapter)):
        files = [exercise.public_checks, exercise.hidden_checks]
        known: dict[Known, float] = {}

        def loop(runner, exercise=exercise, files=files, known=known):
            for planned in made:
                if planned.student in HOSTILE or planned.answers[exercise.name] == "stub":
                    scores[planned.student][exercise.name] = 0.0
                    continue
                answer = known_answer(planned, exercise)
                if answer not in known:
                    here = Here(answer.namespace(), exercise.head.forbid, exercise.head.seconds)
                    verdict = Verdict(exercise.name, exercise.facts.points)
                    # The judge's own seed: with some a wrong answer fails one check more.
                    seed = seed_for(secret, planned.student, exercise.name)
                    verdict.outcomes = runner.run(files, Answer(here, exercise.facts), seed)
                    known[answer] = verdict.score
                scores[planned.student][exercise.name] = known[answer]

        with_checks(files, loop)
    return scores


def known_answer(planned: Planned, exercise: Exercise) -> Known:
    """Return the file of a student's answer, with those of the answers that it may call."""

    def path(name: str) -> Path:
        answer = planned.answers[name]
        return answer.path if isinstance(answer, Variant) else exercise.folder.parent / name / "solution.py"

    return Known(path(exercise.name), tuple((need, path(need)) for need in exercise.head.needs))
