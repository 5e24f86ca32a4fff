"""The graders that are compared, each as one way to grade the first students of a class."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.course import CHAPTER, Class, environment, scores, submitted
from benchmarks.measure import Ran, run
from benchmarks.otter import Otter, make_otter_class, score
from benchmarks.stock import make_stock_class

NBGRADER = [sys.executable, "-m", "nbgrader", "autograde", CHAPTER]
FATHOM = [sys.executable, "-m", "autograder.cli", "grade", "ch04"]


@dataclass(frozen=True)
class Graded:
    """What one run took and gave."""

    ran: Ran
    scores: dict[str, float]


@dataclass(frozen=True)
class Grader:
    """One way to grade, and how many submissions its two runs of a round take."""

    name: str
    few: int
    many: int
    grade: Callable[[int], Graded]
    """Grades the first so many students from a clean state."""


def by_command(the_class: Class, command: list[str]) -> Callable[[int], Graded]:
    """Return a grader that is one command in a fresh copy of the course."""

    def grade(count: int) -> Graded:
        folder = the_class.clean("run", count)
        ran = run(command, folder, environment())
        return Graded(ran, scores(folder))

    return grade


def by_otter(the_class: Class, otter: Otter) -> Callable[[int], Graded]:
    """Return a grader that runs otter's command once per notebook, as it is meant to be used."""

    def grade(count: int) -> Graded:
        total, found = Ran(0.0, 0.0), {}
        for student in the_class.students[:count]:
            notebook, out = submitted(the_class.template, student), Path("results") / student
            ran = run(otter.command(notebook, out), the_class.template, otter.environment())
            total = Ran(total.seconds + ran.seconds, total.cpu_seconds + ran.cpu_seconds)
            found[student] = score(the_class.template, student)
        return Graded(total, found)

    return grade


def graders(ours: Class, sizes: dict[str, int], otter: Otter | None) -> list[Grader]:
    """Return all graders for a class; the first is the one that the others are compared with."""
    fathom, plugin, stock = sizes["fathom"], sizes["plugin"], sizes["stock"]
    found = [
        Grader("`fathom grade`", fathom, 2 * fathom, by_command(ours, FATHOM)),
        Grader("`fathom grade --jobs 1`", fathom // 2, fathom, by_command(ours, [*FATHOM, "--jobs", "1"])),
        Grader("`nbgrader autograde` with Fathom", plugin, 2 * plugin, by_command(ours, [*NBGRADER, "--force"])),
    ]
    for demos, words in ((True, ""), (False, ", no demonstrations")):
        theirs = make_stock_class(ours, 2 * stock, demos=demos)
        found.append(Grader(f"stock `nbgrader autograde`{words}", stock, 2 * stock, by_command(theirs, NBGRADER)))
        if otter is not None:
            count = sizes["otter"]
            notebooks = make_otter_class(theirs, otter, count)
            found.append(Grader(f"`otter run`{words}", 0, count, by_otter(notebooks, otter)))
    return found
