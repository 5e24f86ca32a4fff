"""The machine for one clock alone: no other submission runs while a check measures time.

Two lock files lie in a folder that all lanes of one run know. ``room`` is shared by every lane that works and
held alone by the one that measures. ``gate`` keeps newcomers out while somebody waits for the room: a lane that
finds it taken leaves the room at its next exchange with a student's code, and comes back when it is free.

Nobody waits for one lock while holding the other against those who would free it: who waits for the gate has left
the room, and who waits for the room holds the gate, which keeps others out and stops none who leave. The kernel
releases the locks of a process that dies. Where nobody joined (a student's own kernel, a single lane) and where
the system has no such locks, everything here does nothing.
"""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows: students check there, nobody grades there
    fcntl = None  # type: ignore[assignment]

PATIENCE = 60.0
"""Seconds that a clock waits for the others; an exchange with a student's code may take them 20."""
POLL = 0.002

TOO_BUSY = "This machine was too busy to measure"
"""How the message of a check begins that could not measure; such a check is no student's doing."""


class Busy(Exception):
    """The machine could not be had alone."""


class _Floor:
    """One lane's hold on the two locks."""

    def __init__(self, folder: Path) -> None:
        self.gate: IO[bytes] = (folder / "gate").open("ab")
        self.room: IO[bytes] = (folder / "room").open("ab")
        self.is_working = self.is_alone = False
        self.waited = 0.0
        """Seconds that this process stood aside or stood in line, in all."""

    def close(self) -> None:
        """Give up both locks for good."""
        self.gate.close()
        self.room.close()

    def enter(self) -> None:
        """Share the room; wait at the gate while somebody measures or is about to."""
        started = time.monotonic()
        fcntl.flock(self.gate, fcntl.LOCK_SH)
        fcntl.flock(self.room, fcntl.LOCK_SH)  # free of clocks: they would hold the gate
        fcntl.flock(self.gate, fcntl.LOCK_UN)
        self.waited += time.monotonic() - started

    def leave(self) -> None:
        fcntl.flock(self.room, fcntl.LOCK_UN)

    def is_wanted(self) -> bool:
        """Tell whether somebody waits for the room."""
        if not _try(self.gate, fcntl.LOCK_SH):
            return True
        fcntl.flock(self.gate, fcntl.LOCK_UN)
        return False

    def take(self, patience: float) -> None:
        """Take gate and room alone; raise Busy, holding neither, when that takes longer than ``patience``."""
        started = time.monotonic()
        try:
            for lock in (self.gate, self.room):
                while not _try(lock, fcntl.LOCK_EX):
                    if time.monotonic() - started > patience:
                        fcntl.flock(self.gate, fcntl.LOCK_UN)
                        raise Busy(f"other submissions were still at work after {patience:g} seconds")
                    time.sleep(POLL)
        finally:
            self.waited += time.monotonic() - started

    def give_back(self) -> None:
        """Let the others in."""
        fcntl.flock(self.room, fcntl.LOCK_UN)
        fcntl.flock(self.gate, fcntl.LOCK_UN)


_floor: _Floor | None = None


def join(folder: Path | None) -> None:
    """Take part, from now on, in sharing the machine with the processes that joined at the same folder;
    with None no longer.
    """
    global _floor
    if _floor is not None:
        _floor.close()
    _floor = _Floor(folder) if folder is not None and fcntl is not None else None


@contextlib.contextmanager
def working() -> Iterator[None]:
    """Run the block as ordinary work: never while another lane measures."""
    floor = _floor
    if floor is None or floor.is_working:
        yield
        return
    floor.enter()
    floor.is_working = True
    try:
        yield
    finally:
        floor.is_working = False
        floor.leave()


def give_way() -> None:
    """Stand aside for as long as another lane measures; called between exchanges, outside every budget."""
    floor = _floor
    if floor is not None and floor.is_working and not floor.is_alone and floor.is_wanted():
        floor.leave()
        floor.enter()


@contextlib.contextmanager
def alone(patience: float = PATIENCE) -> Iterator[None]:
    """Run the block while no other lane works; raise Busy when that cannot be had in ``patience`` seconds."""
    floor = _floor
    if floor is None or floor.is_alone:
        yield
        return
    if floor.is_working:
        floor.leave()
    try:
        floor.take(patience)
    except Busy:
        if floor.is_working:
            floor.enter()
        raise
    floor.is_alone = True
    try:
        yield
    finally:
        floor.is_alone = False
        floor.give_back()
        if floor.is_working:
            floor.enter()


def working_seconds() -> float:
    """Return the monotonic clock less what this process spent waiting for others: the clock of budgets."""
    return time.monotonic() - (_floor.waited if _floor is not None else 0.0)


def _try(file: IO[bytes], how: Any) -> bool:
    """Take a lock if it is free."""
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
