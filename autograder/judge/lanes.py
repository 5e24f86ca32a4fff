"""Runs jobs on several lanes: one process per lane, each with its own judge and candidate."""

import multiprocessing
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
        self._lanes: dict[Connection, Any] = {}

    def __enter__(self) -> "Lanes":
        return self

    def __exit__(self, *exc: object) -> None:
        for connection, process in self._lanes.items():
            connection.close()
            process.join(5)
            if process.is_alive():
                process.kill()
                process.join()
        self._lanes.clear()

    def grade(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Yield results as they come; a lane that dies is replaced and its job is marked for a human."""
        waiting = list(jobs)[::-1]
        running: dict[Connection, Job] = {}
        idle = list(self._lanes)
        while waiting or running:
            while waiting and (idle or len(self._lanes) < self._count):
                connection = idle.pop() if idle else self._open()
                connection.send(waiting[-1])
                running[connection] = waiting.pop()
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)
                job = running.pop(ready)
                try:
                    answer = ready.recv()
                except EOFError:
                    self._lanes.pop(ready).join()
                    yield Result(
                        job.student, needs_human="the grading process died on this notebook; grade it again"
                    )
                    continue
                if isinstance(answer, FathomError | CheckFault):
                    raise answer
                idle.append(ready)
                yield answer

    def _open(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(self._setup, theirs), daemon=True)
        process.start()
        theirs.close()
        self._lanes[ours] = process
        return ours


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
