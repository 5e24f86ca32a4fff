"""``python -m benchmarks.modes``: what watching costs, per tensor operation and as ratios in one run."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from autograder.candidate.forbid import Watch, look_at_source
from autograder.toolkit.growth import _Flops
from autograder.toolkit.memory import Storages
from autograder.toolkit.operations import _Calls, _Counter, _Lines
from benchmarks.measure import median

ROUNDS, SECONDS = 15, 0.02
FORBID = ("aten::_log_softmax", "aten::convolution", "py:torch.nn.LSTM", "py:torch.distributions")


def softmax(x: torch.Tensor) -> torch.Tensor:
    """Take the softmax of each row, in five operations."""
    x = (x - x.amax(-1, keepdim=True)).exp()
    return x / x.sum(-1, keepdim=True)


def loop(x: torch.Tensor) -> torch.Tensor:
    """Take 100 small operations."""
    for _ in range(100):
        x = x + 1
    return x


WORK: dict[str, tuple[Callable[[torch.Tensor], Any], torch.Tensor, int]] = {
    "softmax of 64 x 64": (softmax, torch.randn(64, 64), 5),
    "100 additions of 8": (loop, torch.randn(8), 100),
    "softmax of 1024 x 1024": (softmax, torch.randn(1024, 1024), 5),
}
MODES: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "nothing": nullcontext,
    "forbid, nothing listed": lambda: Watch(()),
    "forbid, four entries": lambda: Watch(FORBID),
    "count of operations": _Counter,
    "calls, by function mode": _Calls,
    "floating point operations": _Flops,
    "peak memory": Storages,
    "lines of Python": _Lines,
}


def once(mode: Callable[[], AbstractContextManager[Any]], function: Callable[[Any], Any], x: torch.Tensor) -> float:
    """Return the seconds of one call with the mode switched on for it alone, as in a check."""
    calls, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < SECONDS:
        with mode():
            function(x)
        calls += 1
    return spent / calls


def main() -> None:
    """Print seconds per operation and ratios; modes alternate within each round."""
    torch.set_num_threads(1)
    console = Console()
    for title, (function, x, operations) in WORK.items():
        seconds: dict[str, list[float]] = {name: [] for name in MODES}
        for _ in range(ROUNDS):
            for name, mode in MODES.items():
                seconds[name].append(once(mode, function, x))
        table = Table("mode", "us per call", "us more per operation", "ratio", title=title)
        plain = median(seconds["nothing"])
        for name, taken in seconds.items():
            each = median(taken)
            more = (each - plain) / operations * 1e6
            table.add_row(name, f"{each * 1e6:.1f}", f"{more:.2f}", f"{each / plain:.2f}")
        console.print(table)
    started = time.perf_counter()
    for _ in range(100):
        look_at_source(softmax, FORBID)
    console.print(f"a look at the source, once per exercise: {(time.perf_counter() - started) * 1e4:.0f} us")


if __name__ == "__main__":
    main()
