"""Times commands and turns times of two class sizes into a start-up cost and a cost per submission."""

import os
import statistics
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What one command took: wall seconds, and CPU seconds of it and all that it waited for."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Cost:
    """Wall seconds of a grader: before the first submission, and for each one."""

    start: float
    each: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Ran:
    """Run a command to its end; raise RuntimeError with its last words if it fails."""
    log = folder / "benchmark.log"
    started = time.monotonic()
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=folder, env=dict(environment), stdout=file, stderr=file)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Ran(seconds, used.ru_utime + used.ru_stime)


def cost(few: tuple[int, float], many: tuple[int, float]) -> Cost:
    """Split the seconds of two class sizes into what is paid once and what is paid per submission."""
    each = (many[1] - few[1]) / (many[0] - few[0])
    return Cost(few[1] - few[0] * each, each)


def median(values: Iterable[float]) -> float:
    return statistics.median(values)
