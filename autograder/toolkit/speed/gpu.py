"""Seconds of the GPU: CUDA events beside the student's code or the judge's wall clock, whichever is more.

Both sides of each call have a synchronise of the whole device, so side streams count. Before each call a write
larger than the L2 cache goes through it, and before each batch the allocator's free memory is filled with NaN.
The judge's wall clock needs no word of the candidate: the reply that stops it holds what follows from every result.
"""

import contextlib
import ctypes
import random
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import torch

from autograder.answer import AnswerStopped, Function
from autograder.toolkit.speed import stage
from autograder.toolkit.speed.cpu import Inputs, Round, Shown
from autograder.toolkit.speed.stage import Key, Stage, moved

# Taken when this module is imported: in grading that is before any student's code runs in the process.
_Event: Any = torch.cuda.Event
_synchronize: Any = torch.cuda.synchronize
_default_stream: Any = torch.cuda.default_stream
_snapshot: Any = torch.cuda.memory_snapshot

MOST_CALLS, MOST_BYTES = 16, 128 * 2**20
L2_TIMES = 4
"""How many times its size is written through the L2 cache to empty it."""
NAN_BYTE = 0xFF
"""Memory full of it is NaN in every floating-point format."""


class GpuStage(Stage):
    """A stage on the device, which also reads CUDA events."""

    def __init__(self, function: Callable[..., Any], directions: torch.Tensor) -> None:
        super().__init__(function, directions, "cuda")
        size = L2_TIMES * torch.cuda.get_device_properties(0).L2_cache_size
        self.flush = torch.empty(max(size, 2**20), dtype=torch.uint8, device="cuda")

    def load(self, sealed: Sequence[Any]) -> None:
        super().load(sealed)
        poison()
        _synchronize()

    def play(self, key: Key) -> tuple[list[float], float]:
        """Call the function on each input; return the projections and the seconds between the events."""
        projections, milliseconds = [], 0.0
        for sealed in self.sealed:
            args = stage.unseal(sealed, key)
            first, last = _Event(enable_timing=True), _Event(enable_timing=True)
            self._empty_the_cache()
            _synchronize()
            first.record(_default_stream())
            result = self.function(*args)
            _synchronize()
            last.record(_default_stream())
            last.synchronize()
            milliseconds += first.elapsed_time(last)
            self.results.append(result)
            projections.append(stage.projection(result, self.directions))
        _synchronize()
        return [float(one) for one in projections], milliseconds / 1000

    def _empty_the_cache(self) -> None:
        with contextlib.suppress(OSError, AttributeError):  # before Ampere no line of the cache can persist
            ctypes.CDLL("libcuda.so.1").cuCtxResetPersistingL2Cache()
        self.flush.fill_(1)


def poison() -> None:
    """Fill the free memory that the allocator holds with NaN, so that nothing left there passes as a result."""
    blocks = [block for segment in _snapshot() for block in segment["blocks"] if block["state"] == "inactive"]
    held = []
    for size in sorted((block["size"] for block in blocks), reverse=True):
        with contextlib.suppress(torch.cuda.OutOfMemoryError):
            held.append(torch.empty(size, dtype=torch.uint8, device="cuda").fill_(NAN_BYTE))


def set_up(answer: Any, name: str, directions: torch.Tensor) -> GpuStage:
    """Return a stage with the student's function (runs beside the student's code, as the next two do)."""
    return GpuStage(answer.unwatched(name), directions)


def play(answer: Any, on: GpuStage, key: Key) -> tuple[list[float], float]:
    return on.play(key)


def is_here(answer: Any) -> bool:
    """Tell whether the process can reach a device."""
    return torch.cuda.is_available()


class GpuClock:
    """Measures one answer against one baseline on the device, round by round."""

    device = "GPU"
    peak_bytes, peak_flops = 2e13, 2e16
    """Generous bounds for one device, per second: several times what any has."""

    def __init__(
        self, function: Function, than: Callable[..., Any], make: Inputs, directions: torch.Tensor
    ) -> None:
        self.answer, self.than, self.make, self.directions = function.answer, than, make, directions
        self.calls = MOST_CALLS
        self.chance = random.SystemRandom()
        self.stage = self.answer.run(set_up, function.name, directions)

    def warm_up(self, result: Any) -> None:
        """Call the function before any clock runs; ``result`` is what it should return for some inputs."""
        size = stage.size_of(self.make()) + stage.size_of(result)
        self.calls = max(2, min(MOST_CALLS, MOST_BYTES // max(size, 1)))
        there = moved(result, "cuda")
        self.carry = GpuStage(lambda *args: there, self.directions)
        self._answer_seconds([self.make() for _ in range(2)])

    def round(self) -> Round:
        """Measure both sides once, the answer first: its results exist nowhere before it computes them."""
        batch = [self.make() for _ in range(self.calls)]
        seconds, projections = self._answer_seconds(batch)
        picked = self.chance.sample(range(self.calls), 1)
        got = stage.results(self.answer.run(stage.show, self.stage, picked), len(picked))
        own = GpuStage(self.than, self.directions)
        key = self._key()
        own.load([stage.seal(batch[index], key) for index in picked])
        started = perf_counter()
        _, events = own.play(key)
        wall = perf_counter() - started
        wanted = moved(own.results, "cpu")
        shown = [Shown(*one) for one in zip(wanted, got, [projections[index] for index in picked], strict=True)]
        carried = self.carried / self.calls * len(picked)
        return Round(max(events, wall - carried) / len(picked), seconds / self.calls, shown)

    def close(self) -> None:
        """Free what lies beside the student's code."""
        self.answer.run(stage.load, self.stage, [])

    def _answer_seconds(self, batch: list[Any]) -> tuple[float, list[float]]:
        """Return the larger of the two clocks for the answer's calls, and the projections of their results."""
        key = self._key()
        sealed = [stage.seal(args, key) for args in batch]
        self.answer.run(stage.load, self.stage, sealed)
        started = perf_counter()
        reply = self.answer.run(play, self.stage, key)
        wall = perf_counter() - started
        if not isinstance(reply, tuple) or len(reply) != 2 or type(reply[1]) is not float:
            raise AnswerStopped("The timed calls sent back something unreadable")
        self.carry.load(sealed)
        started = perf_counter()
        self.carry.play(key)
        self.carried = perf_counter() - started  # what flushing and projecting cost, found where nobody lies
        return max(reply[1], wall - self.carried, 1e-9), stage.numbers(reply[0], len(batch))

    def _key(self) -> Key:
        return self.chance.randrange(-(2**63), 2**63)
