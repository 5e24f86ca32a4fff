"""The transport of a student's own kernel: the code lives in this very process.

Budgets are kind here, not safe: a timer interrupts an endless loop and a counter an endless print.
"""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from autograder.candidate.servant import OverBudget, Servant

CALL_SECONDS = 10.0
AFTER_A_LOOP = 2.0
"""Seconds for each further call once one ran over its budget: the loop is likely to meet every check."""
PRINT_LIMIT = 20_000


class Here:
    """Transport to a namespace in this process."""

    def __init__(
        self, namespace: dict[str, Any], forbid: Sequence[str] = (), seconds: float = CALL_SECONDS
    ) -> None:
        self.servant = Servant(namespace, forbid)
        self.seconds = seconds

    def exchange(self, request: bytes, call_back: Callable[[bytes], bytes]) -> bytes:
        started = time.monotonic()
        try:
            with _time_limit(self.seconds), _print_limit(PRINT_LIMIT):
                return self.servant.perform(request, call_back)
        finally:
            if time.monotonic() - started >= self.seconds:
                self.seconds = min(self.seconds, AFTER_A_LOOP)

    def begin_check(self) -> None:
        """Do nothing: in a student's own kernel each call has a budget, and a hand on the stop button."""

    def cpu_seconds(self) -> float:
        return time.process_time()


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the block after ``seconds`` where the system can: Unix, main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: object) -> None:
        raise OverBudget(f"was still running after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # again every second: code may swallow the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Limited:
    def __init__(self, stream: Any, limit: int) -> None:
        self.stream, self.left = stream, limit

    def write(self, text: str) -> int:
        self.left -= len(text)
        if self.left < 0:
            raise OverBudget(f"printed more than {PRINT_LIMIT:,} characters")
        return int(self.stream.write(text) or 0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def _print_limit(limit: int) -> Iterator[None]:
    before = sys.stdout
    sys.stdout = _Limited(before, limit)
    try:
        yield
    finally:
        sys.stdout = before
