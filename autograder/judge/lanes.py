"""Runs jobs on several lanes: one process per lane, each with its own judge and candidate."""

import contextlib
import multiprocessing
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from autograder.errors import CheckFault, FathomError
from autograder.judge import cgroup
from autograder.judge.jobs import READY, Job, Result, Setup

AT_HAND = 2
"""Jobs that a lane holds at once: the one it works on and the next."""


class Lanes:
    """A pool of lanes for one chapter."""

    def __init__(self, setup: Setup, count: int) -> None:
        self._setup, self._count = setup, max(1, count)
        self._context = multiprocessing.get_context("spawn")
        self._processes: dict[Connection, Any] = {}
        self._queues: dict[Connection, deque[Job]] = {}
        """What each lane was sent and has not answered yet."""
        self._ready: set[Connection] = set()
        """Lanes that started: their death is a submission's doing, not the installation's."""
        self._floor: tempfile.TemporaryDirectory[str] | None = None
        """Where the lanes' locks lie: while one of them measures time, the others stand aside."""

    def __enter__(self) -> "Lanes":
        if self._count > 1:
            self._floor = tempfile.TemporaryDirectory(prefix="fathom-")
        return self

    def __exit__(self, *exc: object) -> None:
        for connection in list(self._queues):
            self._close(connection)
        if self._floor is not None:
            self._floor.cleanup()

    def grade(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Yield results as they come; a lane that dies is replaced and its job is marked for a human.

        Jobs may be a generator. Each lane has its next job at hand, so that it works on while the caller is busy.
        """
        source, returned = iter(jobs), deque[Job]()
        while self._hand_out(source, returned) or any(self._queues.values()):
            for ready in wait([connection for connection, queue in self._queues.items() if queue]):
                assert isinstance(ready, Connection)
                queue = self._queues[ready]
                try:
                    answer = ready.recv()
                except (EOFError, OSError):
                    if ready not in self._ready:
                        raise CheckFault("the grading process ended before it graded anything") from None
                    job = queue.popleft()
                    returned.extend(queue)
                    self._close(ready)
                    said = "the grading process died on this notebook; grade it again"
                    yield Result(job.student, repairs=list(job.repairs), needs_human=said, retry=True)
                    continue
                if isinstance(answer, FathomError | CheckFault):
                    raise answer
                if answer is READY:
                    self._ready.add(ready)
                    continue
                queue.popleft()
                self._hand_out(source, returned)
                yield answer

    def _hand_out(self, source: Iterator[Job], returned: deque[Job]) -> bool:
        """Fill the lanes' queues, opening lanes as needed; tell whether there may be more to hand out.

        Jobs are taken from the source as they are needed: a class of thousands is never in memory at once.
        """
        while True:
            shortest = min(self._queues, key=lambda connection: len(self._queues[connection]), default=None)
            if len(self._queues) < self._count and (shortest is None or self._queues[shortest]):
                shortest = None
            elif shortest is not None and len(self._queues[shortest]) >= AT_HAND:
                return True
            job = returned.popleft() if returned else next(source, None)
            if job is None:
                return False
            connection = shortest or self._open()
            self._queues[connection].append(job)
            with contextlib.suppress(OSError):  # a lane that just died: found when its answer is read
                connection.send(job)

    def _open(self) -> Connection:
        ours, theirs = self._context.Pipe()
        floor = Path(self._floor.name) if self._floor is not None else None
        process = self._context.Process(target=_serve, args=(self._setup, theirs, floor), daemon=True)
        process.start()
        theirs.close()
        self._processes[ours], self._queues[ours] = process, deque()
        return ours

    def _close(self, connection: Connection) -> None:
        del self._queues[connection]
        process = self._processes.pop(connection)
        connection.close()
        process.kill()  # it holds nothing that outlives it, and a polite end takes torch two seconds
        process.join()
        cgroup.clear(seconds=2)


def _serve(setup: Setup, connection: "Connection[Any, Any]", floor: Path | None) -> None:
    from autograder.judge.serve import serve  # late: the command has no need of torch and pytest

    serve(setup, connection, floor)
