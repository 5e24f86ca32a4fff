"""Speed as a ratio to a baseline, measured in one run while no other submission runs.

Baseline and answer alternate on fresh inputs; the median ratio of the rounds decides, by its confidence interval.
What was computed under the clock is compared with the baseline's results: see `autograder.toolkit.speed.stage`.
"""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

import torch

from autograder import exclusive
from autograder.answer import Function
from autograder.toolkit.compare import Mismatch, assert_same
from autograder.toolkit.seeds import seeded
from autograder.toolkit.speed import gpu, stage
from autograder.toolkit.speed.cpu import CpuClock, Inputs, Round, Shown
from autograder.toolkit.speed.gpu import GpuClock

ROUNDS = (6, 12, 24)
"""After so many rounds the ratios are looked at; each time that they are unclear, as many again are measured."""
CONFIDENCE = 0.95
STEADY = 1.3
"""Where the middle half of the baseline's own times lies within this factor, the machine is not to blame."""

Finding = Literal["fast enough", "too slow", "unclear"]


@dataclass(frozen=True)
class Interval:
    """The median of measured ratios and where it lies with confidence."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Interval":
        """Return the median's confidence interval between two order statistics (the sign test's, inverted)."""
        ordered, n = sorted(values), len(values)
        outside, cut = 0.0, 0  # how likely the median lies beyond the cut-th value from either end
        while cut < (n - 1) // 2 and outside + 2 * math.comb(n, cut) / 2**n <= 1 - CONFIDENCE:
            outside += 2 * math.comb(n, cut) / 2**n
            cut += 1
        first = max(cut - 1, 0)
        return cls(ordered[first], statistics.median(ordered), ordered[n - 1 - first])


def assert_faster(
    function: Function,
    inputs: Inputs,
    *,
    than: Callable[..., Any],
    ratio: float,
    gpu_inputs: Inputs | None = None,
    rtol: float | None = None,
    atol: float | None = None,
    flops: float = 0.0,
    called: str = "the plain loop",
) -> None:
    """Assert that the answer is at least ``ratio`` times as fast as the baseline ``than``.

    ``inputs()`` makes fresh arguments each time it is called, of one size; results are tensors, numbers, or tuples
    and lists of these, and are compared with the baseline's by ``rtol`` and ``atol``. With a GPU ``gpu_inputs``
    are used, moved to the device. ``flops`` is the least work that any right answer does in a call, if known.
    ``called`` names the baseline in the message. Raises Mismatch; skips the check where the machine is too busy.
    """

    def sentence(seen: Interval, where: str) -> str:
        return (
            f"{function.name} is {seen.median:.3g} times as fast as {called} on {where} (measured between "
            f"{seen.low:.3g} and {seen.high:.3g}); at least {ratio:g} times was asked for."
        )

    _hold(function, (inputs, gpu_inputs), than, ratio, (rtol, atol), flops, sentence)


def assert_no_slower(
    function: Function,
    inputs: Inputs,
    *,
    than: Callable[..., Any],
    slack: float = 1.5,
    gpu_inputs: Inputs | None = None,
    rtol: float | None = None,
    atol: float | None = None,
    flops: float = 0.0,
    called: str = "the function it is compared with",
) -> None:
    """Assert that the answer takes at most ``slack`` times as long as the baseline ``than``.

    Everything else is as in `assert_faster`.
    """

    def sentence(seen: Interval, where: str) -> str:
        return (
            f"{function.name} takes {1 / seen.median:.3g} times as long as {called} on {where} (measured between "
            f"{1 / seen.high:.3g} and {1 / seen.low:.3g}); at most {slack:g} times was asked for."
        )

    _hold(function, (inputs, gpu_inputs), than, 1 / slack, (rtol, atol), flops, sentence)


ADVICE = (
    "Each tensor operation costs some microseconds whatever its size, so do more in fewer of them; "
    "and a matrix product does more with each number it reads than elementwise operations do."
)


def _hold(
    function: Function,
    makers: tuple[Inputs, Inputs | None],
    than: Callable[..., Any],
    ratio: float,
    tolerances: tuple[float | None, float | None],
    flops: float,
    sentence: Callable[[Interval, str], str],
) -> None:
    """Hold the function to the ratio; ``sentence`` says what was measured, and where."""
    inputs, gpu_inputs = makers
    args = inputs()
    want = than(*args)
    assert_same(function(*args), want, rtol=tolerances[0], atol=tolerances[1])
    on_gpu = gpu_inputs is not None and torch.cuda.is_available() and function.answer.run(gpu.is_here) is True
    where = "the GPU" if on_gpu else "the CPU"
    make = inputs
    if gpu_inputs is not None and on_gpu:
        make, want = gpu_inputs, stage.moved(than(*stage.moved(gpu_inputs(), "cuda")), "cpu")
    elif gpu_inputs is not None:
        where += " (there is no GPU here, so at sizes for the CPU)"
    directions = stage.directions_for(want, seeded())
    clock = (GpuClock if on_gpu else CpuClock)(function, than, make, directions)
    work = (stage.size_of(make()) + stage.size_of(want), flops)

    def check(round: Round) -> None:
        for shown in round.shown:
            assert_same(shown.got, shown.want, rtol=tolerances[0], atol=tolerances[1])
            _same_as_under_the_clock(function.name, shown, directions)
        _possible(function.name, round.answer, work, clock)

    try:
        with exclusive.alone():
            clock.warm_up(want)
            seen, finding = _measure(clock, ratio, check)
            clock.close()
    except exclusive.Busy as busy:
        _skip(function.name, str(busy))
    if finding == "too slow":
        raise Mismatch(sentence(seen, where), ADVICE)
    if finding == "unclear":
        _skip(function.name, f"its times vary too much to tell {ratio:.3g} times from {seen.median:.3g} times")


def _measure(clock: CpuClock | GpuClock, ratio: float, check: Callable[[Round], None]) -> tuple[Interval, Finding]:
    """Return what was seen after as many rounds as it took to be clear, or all."""
    rounds: list[Round] = []
    for count in ROUNDS:
        while len(rounds) < count:
            rounds.append(clock.round())
            check(rounds[-1])
        seen = Interval.of([one.baseline / one.answer for one in rounds])
        finding = decide(seen, ratio)
        if finding != "unclear":
            return seen, finding
    return seen, settle(seen, ratio, [one.baseline for one in rounds])


def decide(seen: Interval, ratio: float) -> Finding:
    """Say what an interval tells about the ratio asked for."""
    if seen.low >= ratio:
        return "fast enough"
    return "too slow" if seen.high < ratio else "unclear"


def settle(seen: Interval, ratio: float, baselines: Sequence[float]) -> Finding:
    """Decide by the median what stayed unclear on a steady machine: an answer's own noise earns it nothing."""
    low, _, high = statistics.quantiles(baselines, n=4)
    if high > STEADY * low:
        return "unclear"
    return "fast enough" if seen.median >= ratio else "too slow"


def _same_as_under_the_clock(name: str, shown: Shown, directions: torch.Tensor) -> None:
    """Raise Mismatch unless the result shown is the one that was there when the clock stopped."""
    parts = stage.tensors_of(shown.got)
    scale = sum(float(stage.projection(part.abs(), directions.abs())) for part in parts)
    then, now = shown.projection, float(stage.projection(shown.got, directions))
    if abs(then - now) <= 1e-12 * scale or not math.isfinite(now):
        return
    raise Mismatch(
        f"{name} had other results while it was timed than it showed afterwards.",
        "Compute the whole result before you return it, in the precision asked for and in a tensor of its own.",
    )


def _possible(name: str, seconds: float, work: tuple[int, float], clock: CpuClock | GpuClock) -> None:
    """Raise Mismatch when no machine could do the work in that time."""
    size, flops = work
    least = max(size / clock.peak_bytes, flops / clock.peak_flops)
    if seconds < least:
        raise Mismatch(
            f"{name} seems to take {seconds:.2g} seconds on the {clock.device}, and no machine does that work in "
            f"less than {least:.2g}: the measured time cannot be true.",
            "The work must be done between the call and the return.",
        )


def _skip(name: str, why: str) -> NoReturn:
    """End the check without a verdict."""
    import pytest  # here alone: what runs beside students' code imports this module, and needs no pytest

    pytest.skip(
        f"{exclusive.TOO_BUSY} the speed of {name}: {why}. This check counts for nothing until it is measured."
    )
