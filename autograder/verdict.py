"""What checks found about an answer, as plain data."""

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["passed", "failed", "unwritten", "fault", "skipped"]


@dataclass(frozen=True)
class Outcome:
    """What one check found about one answer."""

    check: str
    sentence: str
    status: Status
    message: str = ""
    """For the student: what was called, what came back, what was expected."""
    diagnosis: str = ""
    """The part of the message that names the mistake, if it could be told from the values."""
    trace: str = ""
    """The student's own lines that raised, if any."""
    crashed: bool = False
    """Whether the answer raised, was stopped or used what is forbidden: there was nothing to compare."""
    hints: tuple[str, ...] = ()
    hidden: bool = False
    seconds: float = 0.0
    picture: str = ""
    """An SVG to the message, made by the judge: a curve of losses."""


@dataclass(frozen=True)
class Misconception:
    """A known mistake that an answer behaves like."""

    name: str
    """Of the file under wrong/ that makes it."""
    sentence: str
    """What the mistake is, for the student."""


@dataclass
class Verdict:
    """One exercise's outcomes and what they are worth."""

    exercise: str
    points: float
    outcomes: list[Outcome] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Return the points earned: each check counts the same, skipped ones not at all.

        The first check is the door: it says what the function computes, students see it, and an answer that
        fails it earns nothing, however well-behaved it is otherwise.
        """
        counted = [outcome for outcome in self.outcomes if outcome.status != "skipped"]
        if not counted or not self.through_the_door:
            return 0.0
        passed = sum(outcome.status == "passed" for outcome in counted)
        return round(self.points * passed / len(counted), 2)

    @property
    def complete(self) -> bool:
        """Tell whether no check stands in the way; those skipped here do not."""
        return bool(self.outcomes) and all(outcome.status in ("passed", "skipped") for outcome in self.outcomes)

    @property
    def through_the_door(self) -> bool:
        """Tell whether the first check passed."""
        return bool(self.outcomes) and self.outcomes[0].status in ("passed", "skipped")

    @property
    def faults(self) -> list[Outcome]:
        """Return the checks that broke by our own fault; a human looks at them."""
        return [outcome for outcome in self.outcomes if outcome.status == "fault"]


def in_points(number: float) -> str:
    """Return "1 point" or "2.5 points"."""
    return f"{number:g} point{'s' if number != 1 else ''}"
