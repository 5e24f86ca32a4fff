"""An exercise's answers whose behaviour is known, as the judge takes them."""

from autograder.authoring.parts import Exercise
from autograder.judge.jobs import Known, KnownAnswers


def known_answers(exercise: Exercise) -> KnownAnswers:
    """Return the reference and the wrong answers of an exercise."""
    needs = tuple((need, exercise.folder.parent / need / "solution.py") for need in exercise.head.needs)
    wrong = (Known(variant.path, needs, variant.explanation) for variant in exercise.variants("wrong"))
    return KnownAnswers(Known(exercise.folder / "solution.py", needs), tuple(wrong))
