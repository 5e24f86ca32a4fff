"""What grading says while it runs and at its end, to a person at a terminal and to a log."""

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from autograder.course import KIT, Course
from autograder.grading.classroom import Graded
from autograder.grading.moved import Moved
from autograder.grading.progress import GradingBar
from autograder.judge.jobs import Result
from autograder.verdict import Outcome, Verdict
from tests.road.interrupted import CH04, RUN, copy_of, environment, fathom, small_course

pytestmark = pytest.mark.alone

STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Every control character but the end of a line."""
MARKUP = "[bold red]eve[/bold red]\x1b]0;planted\x07\x1b[2J"


@pytest.fixture(scope="module")
def course(bubblewrap: str, tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


def at_a_terminal(course: Course, *arguments: str) -> tuple[int, str]:
    """Run ``fathom`` under a pseudo-terminal of 160 columns; return its exit code and all that it wrote."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", RUN.format(before="0"), *arguments]
    settings = environment(course) | {"TERM": "xterm-256color", "COLUMNS": "160"}
    process = subprocess.Popen(command, cwd=course.root, env=settings, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        written += data
    os.close(ours)
    return process.wait(), written.decode(errors="replace")


def plain(text: str) -> str:
    """Return terminal output without colours and movements."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_a_terminal_shows_a_bar_with_rate_time_left_and_counts(course, tmp_path):
    code, written = at_a_terminal(copy_of(course, tmp_path / "course"), "grade", "ch04")
    frames = [line for line in re.split(r"[\r\n]", plain(written)) if line.startswith(CH04) and "/8" in line]
    assert code == 0, written
    assert len({frame[: frame.index("/8")] for frame in frames}) >= 3, "the bar does not move"
    shape = rf"{CH04} [━╸╺ ]+ \d/8 \d+\.\d/s (\d:\d\d:\d\d|-:--:--) (\d full|\d partial|\d zero|\d for a human)"
    assert any(re.match(shape, frame) for frame in frames), frames
    assert re.search(r"\d:\d\d:\d\d", frames[-1])
    assert "8/8" in frames[-1]
    assert frames[-1].rstrip().endswith("2 full, 2 partial, 3 zero, 1 for a human")
    assert written.count("\x1b[?25l") == written.count("\x1b[?25h"), "the cursor stays hidden"


def test_a_log_gets_plain_quiet_lines(course, tmp_path):
    done = fathom(copy_of(course, tmp_path / "course"), "grade", "ch04")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert STEERING.findall(done.out) == []
    assert lines[0] == f"{CH04}: 8 submissions (8 graded now): 2 full, 2 partial, 3 zero, 1 for a human"
    assert lines[1].strip() == "For a human"
    assert "nobody" in done.out


def test_a_log_of_a_long_run_gets_a_line_now_and_then(tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.grading.progress.PLAIN_EVERY", 0.0)
    said = shown(tmp_path, lambda bar: bar.show(result("ada", 3.0), 1, 1000))
    assert re.fullmatch(rf"{CH04}: 1 of 1000, [\d.]+/s: 1 full\n", said)
    monkeypatch.setattr("autograder.grading.progress.PLAIN_EVERY", 3600.0)
    assert shown(tmp_path, lambda bar: bar.show(result("ada", 3.0), 1, 1000)) == ""


def result(student: str, score: float, **more: object) -> Result:
    """Return a result that passed so much of three points."""
    outcomes = [Outcome(f"c{i}", "", "passed" if i < score else "failed", "", i == 0) for i in range(3)]
    return Result(student, {"softmax": Verdict("softmax", 3.0, outcomes)}, **more)  # type: ignore[arg-type]


def shown(folder: Path, what: object) -> str:
    """Return what a bar writes into a file."""
    with (folder / "log").open("w+", encoding="utf-8") as file:
        bar = GradingBar(CH04, Console(file=file, width=200, highlight=False))
        with bar:
            what(bar)  # type: ignore[operator]
        file.seek(0)
        return file.read()


def test_the_summary_shows_what_students_wrote_as_they_wrote_it(tmp_path):
    graded = Graded(
        [
            result(MARKUP, 0, needs_human=f"cell {MARKUP} is odd"),
            result("ada", 2, notes=[f"{MARKUP} raised"], repairs=["[link=http://planted]cell[/link]"]),
        ],
        fresh=2,
        outdated=1,
        moved=[Moved(MARKUP, 3.0, 1.5, f"softmax 3 → 1.5: {MARKUP}"), Moved("ada", 1.0, 2.0, "softmax 1 → 2")],
    )
    said = shown(tmp_path, lambda bar: bar.summary(graded))
    assert STEERING.findall(said) == []
    assert said.count("[bold red]eve[/bold red]") == 5
    assert "[link=http://planted]cell[/link]" in said
    assert "1 of them come from earlier checks" in said
    assert said.index("3      │ 1.5") < said.index("1      │ 2 "), "who lost most comes first"


def test_a_name_that_the_terminal_cannot_show_stops_nothing(course, tmp_path):
    folder = copy_of(course, tmp_path / "course")
    environment(folder)
    command = [sys.executable, "-c", RUN.format(before="0"), "grade", "ch04", "--students", "zoë"]
    settings = environment(folder) | {"PYTHONIOENCODING": "ascii"}
    (folder.root / "submitted" / "stub").rename(folder.root / "submitted" / "zoë")
    done = subprocess.run(command, cwd=folder.root, env=settings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("grade", "ch99"), 2, "ch99: is no chapter of course.yaml"),
        (("grade", "ch01"), 2, "is planned and has no page yet"),
        (("grade", "ch04", "--students", "eve"), 2, "handed nothing in"),
        (("grade", "ch04", "--only", "hardmax"), 2, "hardmax"),
        (("grade", "ch04", "--sandbox", "none"), 2, "is no kind of sandbox"),
        (("grade", "ch07"), 2, "is not in the gradebook: it was never released"),
        (("grade", "ch04", "--jobs", "0"), 2, "--jobs"),
    ],
)
def test_what_people_can_mend_ends_with_2_and_a_next_command(arguments, code, said, course):
    done = fathom(course, *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "next: " in done.err or "Usage: " in done.err
    assert "Traceback" not in done.err


def test_a_fault_of_the_kit_ends_with_3(course, tmp_path):
    """A hidden check that cannot be imported is ours, never a student's mistake."""
    copy = copy_of(course, tmp_path / "course")
    home = copy.root / "reference" / CH04
    shutil.copytree(KIT / "reference" / CH04, home)
    (home / "softmax" / "test_hidden.py").write_text("import no_such_module\n", encoding="utf-8")
    done = fathom(copy, "grade", "ch04")
    assert done.code == 3, done
    assert "a fault of the kit, not of an answer" in done.err
    assert "no_such_module" in done.err
