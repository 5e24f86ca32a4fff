"""The body of a lane's process: grades what arrives until the command ends."""

import multiprocessing
import os
import shutil
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import torch

from autograder import exclusive
from autograder.checking import Runner, with_checks
from autograder.errors import CheckFault, FathomError
from autograder.judge.grade import Judge
from autograder.judge.jobs import READY, Setup
from autograder.judge.lane import Lane
from autograder.judge.misconceptions import Recogniser


def _end_with_the_command(floor: Path | None) -> None:
    """End this lane, in the middle of a submission too, when the process that started it is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if floor is not None:  # a killed command leaves nothing behind
            shutil.rmtree(floor, ignore_errors=True)
        os._exit(1)


def serve(setup: Setup, connection: "Connection[Any, Any]", floor: Path | None) -> None:
    """Grade what arrives on the connection until it closes (the body of a lane's process)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which then ends its lanes
    threading.Thread(target=_end_with_the_command, args=(floor,), daemon=True).start()
    torch.set_num_threads(1)
    exclusive.join(floor)
    files = [path for paths in setup.checks.values() for path in paths]

    def loop(runner: Runner) -> None:
        recogniser = Recogniser(setup.known)
        judge = Judge(setup.chapter, setup.checks, runner, lane, setup.budgets, setup.secret, recogniser)
        lane.revive()
        connection.send(READY)
        while True:
            try:
                job = connection.recv()
            except EOFError:
                return
            connection.send(judge.grade(job))

    try:
        with Lane(setup.sandbox, setup.memory) as lane:  # its zygote warms up while the judge does
            with_checks(files, loop)
    except (FathomError, CheckFault) as error:
        connection.send(error)
