"""The facts of a chapter that students may see, written by ``fathom build`` beside the public checks.

``autograder/checks/<chapter>/chapter.json`` is derived from the exercises' task.md and solution.py;
never edit it by hand.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from autograder.errors import FathomError, UnknownExercise

CHECKS = Path(__file__).parent / "checks"


class Facts(BaseModel):
    """One exercise as students see it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    section: str
    level: str
    points: float
    seconds: float
    """Budget for all checks of this exercise together."""
    signature: str
    parameters: tuple[str, ...]
    returns: str = ""
    """The annotation of what the function returns; "" for a class."""
    forbid: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class QuestionFacts(BaseModel):
    """One written question as students see it; the answer and the rubric stay in reference/."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    section: str
    points: float


class Chapter(BaseModel):
    """One chapter as students see it: its exercises and its questions, each in the order of the notebook."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    number: int
    title: str
    exercises: tuple[Facts, ...]
    questions: tuple[QuestionFacts, ...] = ()

    def exercise(self, name: str) -> Facts:
        """Return the facts of exercise ``name``; raise UnknownExercise if the chapter lacks it."""
        for facts in self.exercises:
            if facts.id == name:
                return facts
        known = ", ".join(facts.id for facts in self.exercises)
        raise UnknownExercise(self.name, f"has no exercise {name!r}", f"use one of: {known}")

    @property
    def points(self) -> float:
        """All points of the chapter, those that a human gives for written answers included."""
        return self.exercise_points + sum(facts.points for facts in self.questions)

    @property
    def exercise_points(self) -> float:
        """The points that checks decide."""
        return sum(facts.points for facts in self.exercises)

    def public_checks(self, exercise: str) -> Path:
        return CHECKS / self.name / f"test_{exercise}.py"


@cache
def read_chapter(path: Path) -> Chapter:
    """Read one chapter.json."""
    try:
        return Chapter.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, OSError) as error:
        raise FathomError(path, f"cannot be read: {error}", "fathom build") from None


def chapters() -> Iterator[Chapter]:
    """Yield the chapters that have exercises, in order."""
    for path in sorted(CHECKS.glob("*/chapter.json")):
        yield read_chapter(path)


def find_chapter(name: str) -> Chapter:
    """Return the chapter called ``ch04`` or ``ch04_linear_classification``."""
    known = list(chapters())
    for chapter in known:
        if name in (chapter.name, chapter.name.split("_")[0]):
            return chapter
    raise UnknownExercise(name, "is no chapter with exercises", f"use one of: {', '.join(c.name for c in known)}")


def find_exercise(name: str) -> tuple[Chapter, Facts]:
    """Return chapter and facts of ``softmax`` or ``ch04/softmax``."""
    prefix, _, exercise = name.rpartition("/")
    if prefix:
        chapter = find_chapter(prefix)
        return chapter, chapter.exercise(exercise)
    for chapter in chapters():
        for facts in chapter.exercises:
            if facts.id == exercise:
                return chapter, facts
    raise UnknownExercise(exercise, "is no exercise of this course", _nearest(exercise))


def _nearest(name: str) -> str:
    known = [facts.id for chapter in chapters() for facts in chapter.exercises]
    close = close_to(name, known)
    return f"did you mean {' or '.join(close)}?" if close else f"use one of: {', '.join(known)}"


def close_to(name: str, known: Sequence[str]) -> list[str]:
    """Return the names that ``name`` may be a misspelling of, the likeliest first."""
    from difflib import get_close_matches

    return get_close_matches(name, known, n=3, cutoff=0.7)
