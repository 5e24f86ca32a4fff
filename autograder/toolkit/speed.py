"""Speed as a ratio to a baseline, measured in one run; the clock is never in the student's reach.

CPU: the CPU time of the process that holds the student's code, read by the judge around a batch of calls.
GPU: the larger of CUDA events and the wall clock across the boundary. Without a GPU the check runs on the
CPU at CPU sizes.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from autograder.answer import Answer, Function
from autograder.toolkit.compare import Mismatch, assert_same

ROUNDS = 5
LEAST_SECONDS = 0.02
"""Timed calls last at least this long, so that travelling and the clock's own cost do not count."""
BATCH, MOST_CALLS = 4, 4096


def assert_faster(
    function: Function,
    inputs: Callable[[], tuple[Any, ...]],
    *,
    than: Callable[..., Any],
    ratio: float,
    gpu_inputs: Callable[[], tuple[Any, ...]] | None = None,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """Assert that the answer is at least ``ratio`` times as fast as the baseline ``than``.

    ``inputs()`` makes fresh arguments each time it is called; one output is compared with the baseline's.
    Baseline and answer alternate; the median ratio of the rounds decides, with one retry when it is close.
    On a GPU ``gpu_inputs`` are used, moved to the device.
    """
    on_gpu = torch.cuda.is_available() and gpu_inputs is not None
    make = gpu_inputs if on_gpu and gpu_inputs is not None else inputs
    device = "cuda" if on_gpu else "cpu"
    args = make()
    assert_same(function(*args), than(*args), rtol=rtol, atol=atol)
    measure = _gpu_ratio if on_gpu else _cpu_ratio
    ratios = [measure(function, than, make) for _ in range(ROUNDS)]
    if statistics.median(ratios) < ratio <= max(ratios):
        ratios += [measure(function, than, make) for _ in range(2 * ROUNDS)]
    seen = statistics.median(ratios)
    if seen < ratio:
        raise Mismatch(
            f"{function.name} is {seen:.3g} times as fast as the plain loop on the {device.upper()}; "
            f"at least {ratio:g} times was asked for.",
            "Each tensor operation costs some microseconds whatever its size, so do more in fewer of them; "
            "and a matrix product does more with each number it reads than elementwise operations do.",
        )


def _cpu_ratio(function: Function, than: Callable[..., Any], make: Callable[[], tuple[Any, ...]]) -> float:
    args = make()
    started = time.process_time()
    with _one_thread():
        than(*args)
    baseline = time.process_time() - started
    answer, name = function.answer, function.name
    batch = [make() for _ in range(BATCH)]
    rounds = 1
    while True:
        # No rounds cost what travelling and unpacking cost; that is not the answer's time.
        idle = _cpu_of(answer, _repeat, name, batch, 0)
        spent = _cpu_of(answer, _repeat, name, batch, rounds) - idle
        if spent >= LEAST_SECONDS or rounds * len(batch) >= MOST_CALLS:
            return baseline / max(spent / (rounds * len(batch)), 1e-9)
        rounds *= 4


def _cpu_of(answer: Answer, function: Callable[..., Any], *args: Any) -> float:
    """Return the CPU seconds that the student's process spends on one request."""
    started = answer.cpu_seconds()
    answer.run(function, *args)
    return answer.cpu_seconds() - started


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch use one thread: more would spread the CPU time of both sides unevenly."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _gpu_ratio(function: Function, than: Callable[..., Any], make: Callable[[], tuple[Any, ...]]) -> float:
    args = tuple(_to(value, "cuda") for value in make())
    torch.cuda.synchronize()
    started = time.perf_counter()
    than(*args)
    torch.cuda.synchronize()
    baseline = time.perf_counter() - started
    batch = [make() for _ in range(8)]
    started = time.perf_counter()
    function.answer.run(_idle_cuda, function.name, batch)
    idle = time.perf_counter() - started
    started = time.perf_counter()
    events = float(function.answer.run(_repeat_cuda, function.name, batch))
    wall = time.perf_counter() - started - idle
    return baseline / max(events / len(batch), wall / len(batch), 1e-9)


def _to(value: Any, device: str) -> Any:
    return value.to(device) if isinstance(value, torch.Tensor) else value


def _repeat(answer: Any, name: str, batch: list[tuple[Any, ...]], rounds: int) -> None:
    """Call the student's function on each input, several rounds over (runs beside the student's code)."""
    function = answer.unwatched(name)
    with _one_thread():
        for _ in range(rounds):
            for args in batch:
                function(*args)


def _idle_cuda(answer: Any, name: str, batch: list[tuple[Any, ...]]) -> None:
    """Receive a batch, move it to the device and do nothing (runs beside the student's code)."""
    for args in batch:
        [_to(value, "cuda") for value in args]
    torch.cuda.synchronize()


def _repeat_cuda(answer: Any, name: str, batch: list[tuple[Any, ...]]) -> float:
    """Return the seconds that CUDA events count for calls on a batch (runs beside the student's code)."""
    function = answer.unwatched(name)
    moved = [tuple(_to(value, "cuda") for value in args) for args in batch]
    first, last = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    torch.cuda.synchronize()
    first.record()
    for args in moved:
        function(*args)
    last.record()
    torch.cuda.synchronize()
    return float(first.elapsed_time(last)) / 1000
