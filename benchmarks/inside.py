"""Where one submission's time and memory go: one lane in this process, with clocks around its parts.

``python -m benchmarks.inside COURSE CHAPTER`` grades a clean course and prints JSON. Judge and candidate are told
apart by the kernel's CPU clocks of their processes; a candidate's clock is read just before its processes end,
so the ending itself is not in it.
"""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.candidate.sandbox import descendants
from autograder.checking import Runner, with_checks
from autograder.course import FILE, Course
from autograder.grading.classroom import grade, submissions
from autograder.grading.notebooks import read_submission
from autograder.grading.setup import setup_for, template_for
from autograder.judge.grade import Judge
from autograder.judge.jobs import Job, Setup
from autograder.judge.lane import Lane, Submission
from autograder.judge.misconceptions import Recogniser

PARTS = (
    ("fork", Lane, "submission"),
    ("cells", Submission, "run_cell"),
    ("checks", Runner, "run_item"),
    ("mistakes", Recogniser, "recognise"),
)
ROLES = ("zygote", "supervisor", "notebook", "snapshot")
"""The candidate's processes in the order in which they are forked."""
ENDS = ((Submission, "sweep"), (Submission, "close"))


class Clocks:
    """Adds up wall seconds, the judge's CPU seconds by part, and the candidate's CPU seconds."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = defaultdict(float)
        self.judge: dict[str, float] = defaultdict(float)
        self.candidate = 0.0
        self._seen: dict[int, float] = {}
        self._within = False

    def install(self) -> None:
        for part, owner, name in PARTS:
            setattr(owner, name, self._timed(part, getattr(owner, name)))
        for owner, name in ENDS:
            setattr(owner, name, self._timed("end", self._after_reading(getattr(owner, name))))

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            if self._within:  # a part within a part counts once, for the outer one
                return function(*args, **kwargs)
            self._within = True
            wall, cpu = time.monotonic(), time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self._within = False
                self.wall[part] += time.monotonic() - wall
                self.judge[part] += time.process_time() - cpu

        return timed

    def _after_reading(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def read_first(*args: Any, **kwargs: Any) -> Any:
            self.read_candidate()
            return function(*args, **kwargs)

        return read_first

    def read_candidate(self) -> None:
        """Add what every process below this one used since it was last seen."""
        for pid in descendants(os.getpid()):
            try:
                used = time.clock_gettime((~pid << 3) | 2)
            except OSError:
                continue
            self.candidate += used - self._seen.get(pid, 0.0)
            self._seen[pid] = used


def measure(setup: Setup, jobs: list[Job]) -> dict[str, Any]:
    """Grade the jobs on one lane; return milliseconds per submission and megabytes per process."""
    import torch

    torch.set_num_threads(1)
    found: dict[str, Any] = {}

    def loop(runner: Runner) -> None:
        with Lane(setup.sandbox) as lane:
            recogniser = Recogniser(setup.known)
            judge = Judge(setup.chapter, setup.checks, runner, lane, setup.budgets, setup.secret, recogniser)
            judge.grade(jobs[0])  # what is paid once
            found["memory"] = memory(judge, jobs[0])
            found["milliseconds"] = milliseconds(judge, jobs)

    with_checks([path for paths in setup.checks.values() for path in paths], loop)
    return found


def milliseconds(judge: Judge, jobs: list[Job]) -> dict[str, Any]:
    """Return what one submission costs on average, by part."""
    clocks = Clocks()
    clocks.read_candidate()
    clocks.candidate = 0.0
    clocks.install()
    wall, cpu = time.monotonic(), time.process_time()
    for job in jobs:
        judge.grade(job)
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    clocks.wall["rest"] = wall - sum(clocks.wall.values())
    clocks.judge["rest"] = cpu - sum(clocks.judge.values())
    each = 1000 / len(jobs)
    return {
        "submissions": len(jobs),
        "wall": {part: seconds * each for part, seconds in clocks.wall.items()} | {"all": wall * each},
        "judge": {part: seconds * each for part, seconds in clocks.judge.items()} | {"all": cpu * each},
        "candidate": {"all": clocks.candidate * each},
    }


def memory(judge: Judge, job: Job) -> dict[str, dict[str, float]]:
    """Return megabytes of the judge and of each process of a submission when its first checks have run."""
    found: dict[str, dict[str, float]] = {}
    run = Runner.run_item

    def run_and_look(*args: Any, **kwargs: Any) -> Any:
        outcome = run(*args, **kwargs)
        pythons = [pid for pid in sorted(descendants(os.getpid())) if "bwrap" not in _name(pid)]
        if len(pythons) == len(ROLES) and not found:
            found["judge"] = _megabytes(os.getpid())
            found.update({role: _megabytes(pid) for role, pid in zip(ROLES, pythons, strict=True)})
        return outcome

    Runner.run_item = run_and_look  # type: ignore[method-assign]
    try:
        judge.grade(job)
    finally:
        Runner.run_item = run  # type: ignore[method-assign]
    return found


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8")


def _megabytes(pid: int) -> dict[str, float]:
    """Return Rss and Pss of a process; {} where this kernel or user may not read them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return {}
    facts = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {key: facts[key] for key in ("Rss", "Pss")}


def main(folder: Path, chapter: str) -> None:
    """Measure the lane first, on clocks; then the whole class, for the process that reads and writes."""
    course = Course.read(folder / FILE)
    setup, template = setup_for(course, chapter), template_for(course, chapter)
    names = submissions(course, chapter)
    jobs = [read_submission(name, course.submitted(name, chapter), template).job for name in names]
    found = measure(setup, jobs)
    started = time.process_time()
    graded = grade(course, chapter, lanes=1)  # the lane is a process of its own; this one reads and writes
    found["milliseconds"]["writer"] = (time.process_time() - started) * 1000 / len(jobs)
    found["rungs"] = graded.results[0].rungs
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
