"""The content as a whole: proved as docs/quality.md says, and every mistake answered by a message that names it."""

import json

import pytest

from autograder.authoring import quality
from autograder.authoring.parts import Exercise, exercises_of, namespace_of
from autograder.authoring.proof import answer_from
from autograder.authoring.proving import LEAST_KILLED, Proof
from autograder.checking import with_checks
from autograder.course import KIT, Course

COURSE = Course.read(KIT / "course.yaml")
EXERCISES = [e for entry in COURSE.built_chapters() for e in exercises_of(COURSE.reference / entry.name)]
KEPT = {
    facts["exercise"]: facts
    for facts in (json.loads(quality.JSON.read_text(encoding="utf-8")) if quality.JSON.is_file() else ())
}
AGAIN = "the content has changed since; next: fathom check --write"


def place(exercise: Exercise) -> str:
    return f"{exercise.chapter[:4]}/{exercise.name}"


def test_the_table_holds_every_exercise():
    assert list(KEPT) == [place(exercise) for exercise in EXERCISES], AGAIN


@pytest.mark.parametrize("exercise", EXERCISES, ids=place)
def test_the_gate_was_quiet_on_this_very_content(exercise):
    facts = KEPT.get(place(exercise))
    assert facts is not None, AGAIN
    assert facts["digest"] == quality.content_digest(exercise), AGAIN
    assert facts["findings"] == []
    assert facts["killed"] >= LEAST_KILLED * facts["mutants"]
    assert facts["right"] >= 3
    assert max(check["seeds"] for check in facts["checks"]) in (1, quality.SEEDS)


def test_the_page_shows_what_the_data_say():
    proofs = [quality.read_proof(facts) for facts in KEPT.values()]
    assert all(isinstance(proof, Proof) for proof in proofs)
    assert quality.MARKDOWN.read_text(encoding="utf-8") == quality.markdown(proofs), AGAIN


def test_at_least_seven_of_ten_mistakes_are_named_by_their_message():
    """Counted without recognising the file itself: only diagnoses from the values and hints of the check."""
    named, unnamed = 0, []
    for exercise in EXERCISES:
        for variant, is_named in named_mistakes(exercise):
            named += is_named
            if not is_named:
                unnamed.append(f"{place(exercise)}/{variant}")
    total = named + len(unnamed)
    assert named >= 0.7 * total > 0, f"{named} of {total}; not named: {', '.join(unnamed)}"


def named_mistakes(exercise: Exercise) -> list[tuple[str, bool]]:
    """Return each wrong answer with whether the check that it names says what is wrong."""
    found: list[tuple[str, bool]] = []

    def loop(runner):
        items = {item.name: item for item in runner.items_of([exercise.public_checks, exercise.hidden_checks])}
        for variant in exercise.variants("wrong"):
            answer = answer_from(exercise, namespace_of(exercise, variant.path))
            (outcome,) = runner.outcomes([items[variant.fails]], answer)
            if outcome.status != "skipped":
                found.append((variant.name, bool(outcome.diagnosis or outcome.hints)))

    with_checks([exercise.public_checks, exercise.hidden_checks], loop)
    return found
