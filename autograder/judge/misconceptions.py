"""Compares an answer's replies with those of known answers to the same requests.

What a failed check asked is put to the wrong answers, to recognise a known mistake; what a broken check asked is
put to the reference, to see whether it broke on a result of another form.

Everything here is the kit's own code run in the judge: the reference and the files under wrong/. Of the student's
code only the replies are used, which came across the boundary as plain data.
"""

import contextlib
import hashlib
import io
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from autograder import compiler, wire
from autograder.answer import Exchange
from autograder.candidate.here import Here
from autograder.judge.jobs import Known, KnownAnswers
from autograder.kinds import other_form
from autograder.manifest import Facts
from autograder.verdict import Misconception, Outcome

SECONDS = 0.5
"""CPU seconds that comparing may take for one exercise of one submission."""
CALL_SECONDS = 1.0
MOST_CHECKS = 4
REMEMBERED = 16_384
LONGEST = 2**16
"""Replies that are remembered, and the bytes of the longest of them."""


class Recogniser:
    """Compares failing answers with known ones; remembers what those replied."""

    def __init__(self, known: dict[str, KnownAnswers]) -> None:
        self._known = known
        # Within a call with a time limit the import may be cut in half, and what is left of it breaks later checks.
        compiler.import_beforehand()
        self._heres: dict[Path, Here] = {}
        self._replies: OrderedDict[tuple[Path, bytes], bytes] = OrderedDict()
        """What a known answer replied to a request, by the digest of the request and all before it."""

    def recognise(self, facts: Facts, failed: Sequence[Sequence[Exchange]]) -> list[Misconception]:
        """Return the mistakes that the exchanges of failed checks show, each told apart from all others."""
        answers = self._known.get(facts.id)
        if answers is None:
            return []
        deadline = time.process_time() + SECONDS
        fits = [
            self._fitting(facts, answers, exchanges, deadline) for exchanges in failed[:MOST_CHECKS] if exchanges
        ]
        found: dict[str, Misconception] = {}
        for fitting in fits:
            best = _most_often(fitting, fits)
            if best is not None:
                found[best.path.stem] = Misconception(best.path.stem, best.sentence)
        return list(found.values())

    def judged(self, facts: Facts, outcome: Outcome, exchanges: Sequence[Exchange]) -> Outcome:
        """Return a check's outcome: failed, if it broke on a result of another form than the reference's.

        What a check does with a result may break on one that nobody foresaw: a shape with an axis less, a list
        where a tensor should be. Had the result the right form, the fault is the check's.
        """
        answers = self._known.get(facts.id)
        if outcome.status != "fault" or answers is None:
            return outcome
        for exchange, other in zip(exchanges, self._ask(facts, answers.reference, exchanges), strict=True):
            got, want = _decoded(exchange.reply), _decoded(other)
            if got is None or want is None or got.keys() != {"value"} or want.keys() != {"value"}:
                continue
            if clause := other_form(got["value"], want["value"]):
                said = f"{exchange.call} returned" if exchange.call else f"{facts.id}: the check was handed"
                return replace(outcome, status="failed", message=f"{said} {clause}.", crashed=True)
        return outcome

    def _fitting(
        self, facts: Facts, answers: KnownAnswers, exchanges: Sequence[Exchange], deadline: float
    ) -> list[Known]:
        """Return the wrong answers that reply as the student's did, if the reference replies otherwise."""
        replies = [_decoded(exchange.reply) for exchange in exchanges]
        if any(reply is None or "stopped" in reply for reply in replies):
            return []
        if self._agrees(facts, answers.reference, exchanges, replies):
            return []
        fitting = []
        for known in answers.wrong:
            if time.process_time() > deadline:
                return []  # those left might fit as well
            if self._agrees(facts, known, exchanges, replies):
                fitting.append(known)
        return fitting

    def _agrees(self, facts: Facts, known: Known, exchanges: Sequence[Exchange], replies: list[Any]) -> bool:
        others = self._ask(facts, known, exchanges)
        return all(_alike(_decoded(other), reply) for other, reply in zip(others, replies, strict=True))

    def _ask(self, facts: Facts, known: Known, exchanges: Sequence[Exchange]) -> Iterator[bytes]:
        """Yield what a known answer replies to the same requests; whoever has seen enough stops asking."""
        asked = 0
        digest = hashlib.sha256()
        for index, exchange in enumerate(exchanges):
            digest.update(hashlib.sha256(exchange.request).digest())
            key = (known.path, digest.digest())
            if key not in self._replies:
                here = self._here(known, facts)
                with contextlib.redirect_stdout(io.StringIO()):  # later requests may speak of earlier ones' objects
                    replies = [here.exchange(e.request, e.call_back) for e in exchanges[asked : index + 1]]
                asked = index + 1
                self._remember(key, replies[-1])
                yield replies[-1]
            else:
                yield self._replies[key]

    def _here(self, known: Known, facts: Facts) -> Here:
        """Return where a known answer lives; the first request of a check makes it forget those before."""
        if known.path not in self._heres:
            self._heres[known.path] = Here(known.namespace(), facts.forbid, CALL_SECONDS)
        return self._heres[known.path]

    def _remember(self, key: tuple[Path, bytes], reply: bytes) -> None:
        if len(reply) < LONGEST:
            self._replies[key] = reply
            if len(self._replies) > REMEMBERED:
                self._replies.popitem(last=False)


def _most_often(fitting: list[Known], fits: list[list[Known]]) -> Known | None:
    """Return the one of ``fitting`` that fits most failed checks; None if two fit equally well."""
    counted = sorted(
        ((sum(known in other for other in fits), known) for known in fitting), key=lambda pair: -pair[0]
    )
    if not counted or (len(counted) > 1 and counted[0][0] == counted[1][0]):
        return None
    return counted[0][1]


@dataclass(frozen=True)
class _Kept:
    """An object that stayed beside the code."""

    _kind: str


def _decoded(reply: bytes) -> Any:
    try:
        value = wire.decode(reply, lambda number, kind: _Kept(kind))
    except wire.Malformed:
        return None
    return value if isinstance(value, dict) and len(value) == 1 else None


def _alike(one: Any, other: Any) -> bool:
    """Tell whether two replies are the same as far as an answer's own way of computing may differ."""
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        same = one.shape == other.shape and one.dtype == other.dtype
        rtol = 1e-8 if one.dtype in (torch.float64, torch.complex128) else 1e-4
        a, b = one.to(torch.complex128), other.to(torch.complex128)
        return same and torch.allclose(a, b, rtol=rtol, atol=rtol / 100, equal_nan=True)
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        if "raised" in one and "raised" in other:
            return bool(one["raised"][:1] == other["raised"][:1])  # the kind of error; the words are free
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, float):
        return bool(
            one == other or abs(one - other) <= 1e-8 * max(1.0, abs(one)) or (one != one and other != other)
        )
    return bool(one == other)
