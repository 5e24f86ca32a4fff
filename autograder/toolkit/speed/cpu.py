"""Seconds of the CPU: the clock of the process that holds the student's code, read by the judge.

That clock counts the process's threads. What another process does in its stead shows as time in which it neither
ran nor stood in line for a processor; that time counts as its own.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import torch

from autograder.answer import Function
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.speed import stage
from autograder.toolkit.speed.stage import Stage

LEAST_SECONDS = 0.01
"""Timed calls last about as long on either side, so that the clocks' own cost does not count."""
MOST_CALLS, MOST_BYTES, MOST_SHOWN = 1024, 64 * 2**20, 8
STANDS_STILL = 1.5
"""How far the time that a process took may exceed the time that it ran, compared with the judge's own."""

RESOLVED = 0.1
"""Calls count at least this part of what it costs to hand over arguments and results: less drowns in its noise."""

Inputs = Callable[[], tuple[Any, ...]]


@dataclass(frozen=True)
class Shown:
    """A timed call that the judge picked afterwards."""

    want: Any
    got: Any
    projection: float
    """Of the result that the answer had when the clock stopped."""


@dataclass(frozen=True)
class Round:
    """Seconds a call of either side, measured one after the other on fresh inputs."""

    baseline: float
    answer: float
    shown: list[Shown]


@dataclass(frozen=True)
class Spent:
    """What calls took: CPU seconds, and seconds without those spent in line for a processor."""

    cpu: float
    active: float

    @classmethod
    def of(cls, cpu: float, active: float, carried: float) -> "Spent":
        """Return what is left without the cost of handing over; ``active`` may be unknown (nan)."""
        active = cpu if math.isnan(active) else max(active, cpu)
        return cls(max(cpu - carried, RESOLVED * carried), max(active - carried, RESOLVED * carried))


class CpuClock:
    """Measures one answer against one baseline, round by round."""

    device = "CPU"
    peak_bytes, peak_flops = 2e12, 2e13
    """Generous bounds for one core, per second: what no processor does."""

    def __init__(
        self, function: Function, than: Callable[..., Any], make: Inputs, directions: torch.Tensor
    ) -> None:
        self.answer, self.than, self.make, self.directions = function.answer, than, make, directions
        self.name = function.name
        self.calls, self.baseline_calls, self.most_calls = 2, 1, MOST_CALLS
        self.chance = random.SystemRandom()
        self.stage = self.answer.run(stage.set_up, function.name, directions, "cpu")

    def warm_up(self, result: Any) -> None:
        """Call the function before any clock runs; ``result`` is what it should return for some inputs."""
        batch = [self.make(), self.make()]
        size = stage.size_of(batch[0]) + stage.size_of(result)
        self.most_calls = max(2, min(MOST_CALLS, MOST_BYTES // max(size, 1)))
        self.carry = Stage(lambda *args: result, self.directions)
        self._answer_spent(batch)

    def round(self) -> Round:
        """Measure both sides once, the answer first: nothing that the baseline leaves can help it."""
        while True:
            batch = [self.make() for _ in range(self.calls)]
            spent, projections = self._answer_spent(batch)
            if spent.active >= LEAST_SECONDS / 2 or self.calls >= self.most_calls:
                break
            self.calls = min(self.most_calls, _enough(self.calls, spent.active))
        picked = self.chance.sample(range(self.calls), min(self.baseline_calls, self.calls, MOST_SHOWN))
        got = stage.results(self.answer.run(stage.show, self.stage, picked), len(picked))
        own, wanted = self._baseline_spent([batch[index] for index in picked])
        seconds = spent.cpu
        if spent.active * own.cpu > STANDS_STILL * own.active * spent.cpu:
            seconds = spent.active * own.cpu / own.active
        shown = [Shown(*one) for one in zip(wanted, got, [projections[index] for index in picked], strict=True)]
        return Round(own.cpu / self.baseline_calls, seconds / self.calls, shown)

    def close(self) -> None:
        """Free what lies beside the student's code."""
        self.answer.run(stage.load, self.stage, [])

    def _answer_spent(self, batch: list[Any]) -> tuple[Spent, list[float]]:
        """Return what the answer's calls took and the projections of their results."""
        sealed, key = self._sealed(batch)
        self.answer.run(stage.load, self.stage, sealed)
        pid = getattr(self.answer._transport, "pid", None)
        cpu, line, wall = self.answer.cpu_seconds(), in_line_seconds(pid), perf_counter()
        projections = stage.numbers(self.answer.run(stage.perform, self.stage, key), len(batch))
        wall, line, cpu = perf_counter() - wall, in_line_seconds(pid) - line, self.answer.cpu_seconds() - cpu
        carried = self._carried(sealed, key)
        if cpu < carried / 4:  # one sample may be a hiccup of a busy machine
            carried = min(carried, *(self._carried(sealed, key) for _ in range(4)))
        if cpu < carried / 4:
            raise Mismatch(
                f"The clock counted {cpu:.2g} seconds for calls of {self.name}, and merely handing over their "
                f"arguments and results takes {carried:.2g}: the measured time cannot be true."
            )
        return Spent.of(cpu, cpu if pid is None else wall - line, carried), projections

    def _baseline_spent(self, batch: list[Any]) -> tuple[Spent, list[Any]]:
        """Return what the baseline's calls took and its results on the batch; more inputs are made as needed."""
        own = Stage(self.than, self.directions)
        while True:
            sealed, key = self._sealed(batch + [self.make() for _ in range(self.baseline_calls - len(batch))])
            own.load(sealed)
            cpu, line, wall = process_time(), in_line_seconds(None), perf_counter()
            own.perform(key)
            wall, line, cpu = perf_counter() - wall, in_line_seconds(None) - line, process_time() - cpu
            spent = Spent.of(cpu, wall - line, self._carried(sealed, key))
            if spent.cpu >= LEAST_SECONDS / 2 or self.baseline_calls >= self.most_calls:
                return spent, own.results[: len(batch)]
            self.baseline_calls = min(self.most_calls, _enough(self.baseline_calls, spent.cpu))

    def _sealed(self, batch: list[Any]) -> tuple[list[Any], stage.Key]:
        key = self.chance.randrange(-(2**63), 2**63)
        return [stage.seal(args, key) for args in batch], key

    def _carried(self, sealed: list[Any], key: stage.Key) -> float:
        """Return what unsealing arguments and projecting results costs, found where nobody can lie about it."""
        self.carry.load(sealed)
        started = process_time()
        self.carry.perform(key)
        return process_time() - started


def _enough(calls: int, seconds: float) -> int:
    """Return how many calls last long enough, when so many lasted ``seconds``."""
    return min(max(math.ceil(calls * LEAST_SECONDS / max(seconds, 1e-9)), 2 * calls), 16 * calls)


def in_line_seconds(pid: int | None) -> float:
    """Return how long a process (with ``pid``) and this thread stood in line for a processor; nan if unknown."""
    try:
        lines = [Path("/proc/thread-self/schedstat").read_text()]
        lines += [Path(f"/proc/{pid}/schedstat").read_text()] if pid is not None else []
        return sum(int(line.split()[1]) for line in lines) / 1e9
    except (OSError, ValueError, IndexError):
        return math.nan
