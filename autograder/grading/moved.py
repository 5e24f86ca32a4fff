"""Whose grade moved between two results, by how much and why."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.judge.jobs import Result
from autograder.verdict import Verdict


@dataclass(frozen=True)
class Moved:
    """A student's grade before and after, and what made the difference."""

    student: str
    before: float
    after: float
    why: str


class Moves:
    """What moved and was not told yet: kept in a file, so that the next run tells what a killed one could not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._moves: dict[str, Moved] = {}
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for line in lines:
            try:
                self._merge(Moved(**json.loads(line)))
            except (ValueError, TypeError):
                continue  # half a line: the process was killed before it kept the result

    def add(self, change: Moved) -> None:
        """Note a move; to be called before the result is kept, for afterwards nobody would notice it again."""
        self._merge(change)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps(asdict(change)) + "\n")

    def tell(self, score: Callable[[str], float | None]) -> list[Moved]:
        """Return the moves that led to the ``score`` which a student has now, and forget them all."""
        found = [m for m in self._moves.values() if m.before != m.after and score(m.student) == m.after]
        self.path.unlink(missing_ok=True)
        return found

    def _merge(self, change: Moved) -> None:
        first = self._moves.get(change.student, change)
        self._moves[change.student] = Moved(change.student, first.before, change.after, change.why)


def moved(before: Result, after: Result, *, same_notebook: bool) -> Moved | None:
    """Return what moved, or None if the score is as it was."""
    if before.score == after.score:
        return None
    pairs = [(name, before.verdicts.get(name), verdict) for name, verdict in after.verdicts.items()]
    reasons = [
        f"{name} {_points(old):g} → {new.score:g}: {_checks(old, new)}"
        for name, old, new in pairs
        if new.score != _points(old)
    ]
    if not same_notebook:
        reasons.insert(0, "handed in again")
    if after.needs_human and not after.verdicts:
        reasons.append(after.needs_human)
    return Moved(after.student, before.score, after.score, "; ".join(reasons) or "an exercise is no longer set")


def _points(verdict: Verdict | None) -> float:
    return verdict.score if verdict is not None else 0.0


def _checks(before: Verdict | None, after: Verdict) -> str:
    """Name the checks whose outcome changed."""
    old = {outcome.check: outcome.status for outcome in before.outcomes} if before is not None else {}
    new = {outcome.check: outcome.status for outcome in after.outcomes}
    words = [
        f"{check} {old[check]} → {status}" for check, status in new.items() if old.get(check, status) != status
    ]
    words += [f"{check} is new and {status}" for check, status in new.items() if check not in old and old]
    words += [f"{check} is gone" for check in old if check not in new]
    return ", ".join(words) or "worth other points"
