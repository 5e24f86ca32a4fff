"""What lanes are given and what comes back, as plain data: who hands jobs out imports neither torch nor pytest."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.loading import load
from autograder.manifest import Chapter
from autograder.verdict import Verdict

MEMORY = 3 * 2**30
"""Bytes that a submission may take beyond what the warm zygote holds."""
READY = None
"""What a lane sends once it has started."""


@dataclass(frozen=True)
class Budgets:
    """Seconds of wall time, measured by the judge."""

    call: float = 10.0
    check: float = 20.0
    cell: float = 20.0
    submission: float = 300.0


@dataclass(frozen=True)
class Cell:
    """One cell to run, and what to call it in a message."""

    label: str
    source: str


@dataclass(frozen=True)
class Job:
    """One submission as plain data."""

    student: str
    cells: tuple[Cell, ...]
    repairs: tuple[str, ...] = ()
    """What was put right in the notebook before running it."""
    fault: str = ""
    """Why the notebook cannot be run at all."""
    unclear: str = ""
    """Why a human should look at the notebook whatever it earns."""
    suspicion: str = ""
    """Why a human should look at the notebook if it earns anything."""
    only: tuple[str, ...] | None = None
    """The exercises to judge; all if None."""


@dataclass
class Result:
    """What became of one submission."""

    student: str
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    """For student and instructor: what was put right in the notebook."""
    notes: list[str] = field(default_factory=list)
    """For student and instructor: cells that raised or ran over their budget."""
    needs_human: str = ""
    retry: bool = False
    """Whether a fault of the kit's own stood in the way: the next run grades it again."""
    rungs: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def score(self) -> float:
        return round(sum(verdict.score for verdict in self.verdicts.values()), 2)


@dataclass(frozen=True)
class Known:
    """An answer whose behaviour is known: the reference, or a file under wrong/."""

    path: Path
    needs: tuple[tuple[str, Path], ...] = ()
    """The earlier exercises that it may call, in the order in which they are loaded."""
    sentence: str = ""

    def namespace(self) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name, path in self.needs:
            given[name] = load(path, f"reference.{path.parent.name}", dict(given))[name]
        return load(self.path, f"reference.{self.path.stem}", given)


@dataclass(frozen=True)
class KnownAnswers:
    """What is known of one exercise."""

    reference: Known
    wrong: tuple[Known, ...]


@dataclass(frozen=True)
class Setup:
    """What a lane needs to know, as plain data."""

    chapter: Chapter
    checks: dict[str, list[Path]]
    """Public and hidden check files of each exercise."""
    budgets: Budgets
    secret: str
    known: dict[str, KnownAnswers]
    """The reference and the wrong answers of each exercise, to recognise mistakes by."""
    sandbox: str = "strong"
    memory: int = MEMORY
