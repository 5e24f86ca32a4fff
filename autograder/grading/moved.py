"""Whose grade moved between two results, by how much and why."""

from dataclasses import dataclass

from autograder.checking import Verdict
from autograder.judge.grade import Result


@dataclass(frozen=True)
class Moved:
    """A student's grade before and after, and what made the difference."""

    student: str
    before: float
    after: float
    why: str


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
