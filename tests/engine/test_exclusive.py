"""One clock at a time: real processes share the machine, one has it alone, and a death frees it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder import exclusive
from autograder.judge.jobs import Budgets, Cell, Job, Setup
from autograder.judge.lanes import Lanes
from autograder.manifest import Chapter, Facts

START = """
import sys, time
from pathlib import Path
from autograder import exclusive
exclusive.join(Path(sys.argv[1]))
def say(*words):
    print(*words, flush=True)
"""


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Callable[[str], "subprocess.Popen[str]"]]:
    """Return a function that runs code in a process that joined; what is left of them is killed."""
    running = []

    def start(code: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", START + code, str(tmp_path)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.communicate()


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[None]:
    exclusive.join(tmp_path)
    yield
    exclusive.join(None)


def heard(process: "subprocess.Popen[str]", word: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().split()[0] == word


WORK = """
with exclusive.working():
    say("working")
    for _ in range(40):
        exclusive.give_way()
        start = time.monotonic()
        time.sleep(0.01)
        say("work", start, time.monotonic())
"""
CLOCK = """
with exclusive.working():
    for _ in range(5):
        with exclusive.alone():
            start = time.monotonic()
            time.sleep(0.02)
            say("alone", start, time.monotonic())
        time.sleep(0.02)
"""


def test_no_work_and_no_other_clock_runs_while_a_clock_does(process):
    said = [one.communicate(timeout=60)[0] for one in [process(code) for code in (WORK, WORK, CLOCK, CLOCK)]]
    lines = [line.split() for text in said for line in text.splitlines()]
    clocks = [(float(a), float(b)) for kind, a, b in (line for line in lines if len(line) == 3) if kind == "alone"]
    work = [(float(a), float(b)) for kind, a, b in (line for line in lines if len(line) == 3) if kind == "work"]
    assert (len(clocks), len(work)) == (10, 80)
    for clock in clocks:
        assert not [other for other in [*clocks, *work] if other != clock and overlap(clock, other)]


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_a_killed_process_frees_the_machine(process, joined):
    clock = process('with exclusive.alone():\n    say("alone")\n    time.sleep(600)')
    heard(clock, "alone")
    with pytest.raises(exclusive.Busy), exclusive.alone(patience=0.1):
        pass
    clock.kill()
    clock.wait()
    with exclusive.alone(patience=5):
        pass


def test_a_clock_gives_up_on_work_that_does_not_end_and_work_goes_on(process, joined):
    stubborn = process('with exclusive.working():\n    say("working")\n    time.sleep(600)')
    heard(stubborn, "working")
    with exclusive.working():
        with pytest.raises(exclusive.Busy, match="still at work after"), exclusive.alone(patience=0.1):
            pass
        exclusive.give_way()
        another = process('try:\n    with exclusive.alone(0.1): say("alone")\nexcept exclusive.Busy: say("busy")')
        heard(another, "busy")  # this process is at work again, and holds its share


def test_what_was_waited_for_others_is_not_on_the_clock_of_budgets(process, joined):
    clock = process('with exclusive.alone():\n    say("alone")\n    time.sleep(0.5)')
    heard(clock, "alone")
    before, started = exclusive.working_seconds(), time.monotonic()
    with exclusive.working():
        waited = time.monotonic() - started
        assert exclusive.working_seconds() - before <= waited / 2


def test_where_nobody_joined_it_does_nothing():
    with exclusive.working(), exclusive.alone():
        exclusive.give_way()


def test_the_lanes_share_one_folder_and_one_lane_needs_none(tmp_path, sandbox):
    with Lanes(setup_of(tmp_path, TIMED, sandbox), 2) as two, Lanes(setup_of(tmp_path, TIMED, sandbox), 1) as one:
        assert Path(two._floor.name).is_dir()
        assert one._floor is None
    assert not Path(two._floor.name).exists()


FACTS = Facts(
    id="f", title="f", section="1", level="core", points=2, seconds=60, signature="f(x)", parameters=("x",)
)
TIMED = """
import torch
from autograder.toolkit import assert_faster, assert_same, seeded

def test_doubles(answer):
    assert_same(answer.f(torch.ones(2)), 2 * torch.ones(2))

def test_is_fast(answer):
    def loop(x):
        return torch.stack([2 * value for value in x])
    assert_faster(answer.f, lambda: (torch.randn(5000, generator=seeded()),), than=loop, ratio=5)
"""
BUSY = """
import pytest
from autograder import exclusive

def test_doubles(answer):
    assert answer.f(1) == 2

def test_is_fast(answer):
    pytest.skip(f"{exclusive.TOO_BUSY} the speed of f: others were at work.")
"""


def setup_of(folder: Path, checks: str, sandbox: str) -> Setup:
    file = folder / "test_f.py"
    file.write_text(checks)
    chapter = Chapter(name="ch01_x", number=1, title="x", exercises=(FACTS,))
    return Setup(chapter, {"f": [file]}, Budgets(), "secret", known={}, sandbox=sandbox)


def test_two_lanes_time_one_after_the_other_and_finish(tmp_path, sandbox):
    cells = (Cell("cell 1", "def f(x):\n    return 2 * x"),)
    with Lanes(setup_of(tmp_path, TIMED, sandbox), 2) as lanes:
        results = list(lanes.grade(Job(f"student {number}", cells) for number in range(4)))
    assert [[one.status for one in result.verdicts["f"].outcomes] for result in results] == [["passed"] * 2] * 4


def test_what_could_not_be_measured_is_for_a_human_and_is_judged_again(tmp_path, sandbox):
    cells = (Cell("cell 1", "def f(x):\n    return 2 * x"),)
    with Lanes(setup_of(tmp_path, BUSY, sandbox), 1) as lanes:
        (result,) = lanes.grade([Job("ada", cells)])
    assert result.score == 2
    assert result.retry
    assert result.needs_human == "f: This machine was too busy to measure the speed of f: others were at work."


PACKAGELESS = """
import pytest

def test_doubles(answer):
    pytest.skip("needs the package no_such_package")
"""


def test_an_exercise_whose_checks_can_all_not_run_here_is_for_a_human_and_is_judged_again(tmp_path, sandbox):
    cells = (Cell("cell 1", "def f(x):\n    return 2 * x"),)
    with Lanes(setup_of(tmp_path, PACKAGELESS, sandbox), 1) as lanes:
        (result,) = lanes.grade([Job("ada", cells)])
    assert result.retry
    assert result.needs_human == "f: needs the package no_such_package"
