"""Runs jobs on several lanes: one process per lane, each with its own judge and candidate."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from autograder.checking import Runner, with_checks
from autograder.errors import CheckFault, FathomError
from autograder.judge.grade import Budgets, Job, Judge, Result
from autograder.judge.lane import Lane
from autograder.manifest import Chapter

AT_HAND = 2
"""Jobs that a lane holds at once: the one it works on and the next."""


@dataclass(frozen=True)
class Setup:
    """What a lane needs to know, as plain data."""

    chapter: Chapter
    checks: dict[str, list[Path]]
    """Public and hidden check files of each exercise."""
    budgets: Budgets
    secret: str
    sandbox: str = "strong"


class Lanes:
    """A pool of lanes for one chapter."""

    def __init__(self, setup: Setup, count: int) -> None:
        self._setup, self._count = setup, max(1, count)
        self._context = multiprocessing.get_context("spawn")
        self._processes: dict[Connection, Any] = {}
        self._queues: dict[Connection, deque[Job]] = {}
        """What each lane was sent and has not answered yet."""

    def __enter__(self) -> "Lanes":
        return self

    def __exit__(self, *exc: object) -> None:
        for connection in list(self._queues):
            self._close(connection)

    def grade(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Yield results as they come; a lane that dies is replaced and its job is marked for a human.

        Each lane has its next job at hand already, so that it works on while the caller is busy.
        """
        waiting = list(jobs)[::-1]
        while waiting or any(self._queues.values()):
            self._hand_out(waiting)
            for ready in wait([connection for connection, queue in self._queues.items() if queue]):
                assert isinstance(ready, Connection)
                queue = self._queues[ready]
                job = queue.popleft()
                try:
                    answer = ready.recv()
                except EOFError:
                    waiting.extend(queue)
                    self._close(ready)
                    yield Result(
                        job.student, needs_human="the grading process died on this notebook; grade it again"
                    )
                    continue
                if isinstance(answer, FathomError | CheckFault):
                    raise answer
                self._hand_out(waiting)
                yield answer

    def _hand_out(self, waiting: list[Job]) -> None:
        """Fill the lanes' queues, opening lanes as needed."""
        while waiting:
            shortest = min(self._queues, key=lambda connection: len(self._queues[connection]), default=None)
            if len(self._queues) < self._count and (shortest is None or self._queues[shortest]):
                shortest = self._open()
            if shortest is None or len(self._queues[shortest]) >= AT_HAND:
                return
            shortest.send(waiting[-1])
            self._queues[shortest].append(waiting.pop())

    def _open(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(self._setup, theirs), daemon=True)
        process.start()
        theirs.close()
        self._processes[ours], self._queues[ours] = process, deque()
        return ours

    def _close(self, connection: Connection) -> None:
        del self._queues[connection]
        process = self._processes.pop(connection)
        connection.close()
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()


def _serve(setup: Setup, connection: "Connection[Any, Any]") -> None:
    """Grade what arrives on the connection until it closes (the body of a lane's process)."""
    import torch

    torch.set_num_threads(1)
    files = [path for paths in setup.checks.values() for path in paths]

    def loop(runner: Runner) -> None:
        with Lane(setup.sandbox) as lane:
            judge = Judge(setup.chapter, setup.checks, runner, lane, setup.budgets, setup.secret)
            while True:
                try:
                    job = connection.recv()
                except EOFError:
                    return
                connection.send(judge.grade(job))

    try:
        with_checks(files, loop)
    except (FathomError, CheckFault) as error:
        connection.send(error)
