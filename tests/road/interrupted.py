"""A small course whose grading is stopped at awkward moments, and what must be the same afterwards."""

import contextlib
import ctypes
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.parts import chosen_exercises
from autograder.candidate.sandbox import descendants
from autograder.course import Course
from autograder.grading.book import gradebook
from autograder.grading.practice import Planned, write_submission
from autograder.grading.release import release
from autograder.judge import cgroup
from tests.road.conftest import course_in

CH04 = "ch04_linear_classification"
LATE = "wrong1"
"""The student who hands in after the date."""
CONFIG = """
c = get_config()
c.LateSubmissionPlugin.penalty_method = "zero"
"""
RUN = "import sys; sys.argv[0] = 'fathom'; {before}; from autograder.cli import main; main()"
PLACE = re.compile(rb"/[^\s\"<>]*/submitted/")
DUMP = """
select student.id, cell.name, cell.type, grade.auto_score, grade.manual_score, grade.needs_manual_grade,
       comment.auto_comment, comment.manual_comment, notebook.late_submission_penalty, submission.timestamp
from submitted_assignment as submission
join student on student.id = submission.student_id
join submitted_notebook as notebook on notebook.assignment_id = submission.id
join base_cell as cell on cell.notebook_id = notebook.notebook_id
left join grade on grade.notebook_id = notebook.id and grade.cell_id = cell.id
left join comment on comment.notebook_id = notebook.id and comment.cell_id = cell.id
order by student.id, cell.name, cell.type
"""
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None)
_commands: set[int] = set()
"""The processes that a ``Popen`` waits for."""


def small_course(folder: Path) -> Course:
    """Make a released course with eight submissions: right, wrong, hostile, late and unreadable ones."""
    course = course_in(folder)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(CONFIG)
    release(course, course.chapter(CH04))
    home = course.reference / CH04
    exercises = chosen_exercises(course, course.chapter(CH04))
    wrong = [{e.name: e.variants("wrong")[number] for e in exercises} for number in (0, -1)]
    plans: dict[str, Any] = {"wrong0": wrong[0], LATE: wrong[1]}
    plans |= {"right": {e.name: e.variants("right")[0] for e in exercises}}
    plans |= {who: dict.fromkeys((e.name for e in exercises), kind) for who, kind in KINDS.items()}
    for student, answers in plans.items():
        write_submission(course, Planned(student, CH04, answers), course.released(CH04), home)
    course.submitted("nobody", CH04).parent.mkdir(parents=True)
    for student in plans:
        hand_in_at(course, student, "2027-01-01 10:00:00 UTC")
    hand_in_at(course, LATE, "2027-02-01 10:00:00 UTC")
    with gradebook(course) as book:
        book.update_or_create_assignment(CH04, duedate="2027-01-15 10:00:00 UTC")
    (folder / course.secret_file).parent.mkdir(exist_ok=True)
    (folder / course.secret_file).write_text("the same seeds in every round", encoding="utf-8")
    return course


KINDS = {"reference": "reference", "stub": "stub", "mallory": "hostile", "oscar": "hostile"}


def hand_in_at(course: Course, student: str, when: str) -> None:
    (course.submitted(student, CH04).parent / "timestamp.txt").write_text(when, encoding="utf-8")


def copy_of(course: Course, folder: Path) -> Course:
    """Return a copy of a course, as it is."""
    shutil.copytree(course.root, folder, symlinks=True)
    return Course.read(folder / "course.yaml")


def environment(course: Course) -> dict[str, str]:
    """Return the environment of a command whose temporary files are to be seen."""
    scratch = course.root.with_name(f"{course.root.name}-tmp")
    scratch.mkdir(exist_ok=True)
    return {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(Path(__file__).parents[2])}


def start(course: Course, *arguments: str, before: str = "0", **more: Any) -> "subprocess.Popen[str]":
    """Start ``fathom`` in a course as a process group of its own; ``before`` runs in it first."""
    command = [sys.executable, "-c", RUN.format(before=before), *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | more
    process = subprocess.Popen(command, cwd=course.root, env=environment(course), process_group=0, **pipes)
    _commands.add(process.pid)
    return process


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def fathom(course: Course, *arguments: str, before: str = "0") -> Done:
    """Run ``fathom`` in a course to its end."""
    with start(course, *arguments, before=before) as process:
        out, err = process.communicate()
    return Done(process.returncode, out, err)


def dump(course: Course) -> list[tuple[Any, ...]]:
    """Return what the gradebook says of every student and cell, without the keys that are drawn by lot."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        return db.execute(DUMP).fetchall()


def notebooks(course: Course) -> dict[str, bytes]:
    """Return every file that grading wrote for students, by path; where the course lies is left out of them."""
    folder = course.root / "autograded"
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): PLACE.sub(b"submitted/", path.read_bytes()) for path in files}


def half_written(course: Course) -> list[Path]:
    """Return temporary files, in the course and wherever the command has its own."""
    scratch = Path(environment(course)["TMPDIR"])
    return [*course.root.rglob(".*.new"), *course.root.rglob("*-journal"), *scratch.iterdir()]


@dataclass
class Orphans:
    """Every process that a command started, seen also after the command is gone."""

    before: set[int]
    seen: set[int] = field(default_factory=set)

    def look(self) -> list[int]:
        """Return what runs now of it; reap what ended, as the system's first process would."""
        found = [pid for pid in descendants(os.getpid()) if pid not in self.before]
        self.seen.update(found)
        return [pid for pid in found if not _is_over(pid)]

    def left(self, seconds: float) -> list[str]:
        """Return the command lines of what still runs after so many seconds."""
        deadline = time.monotonic() + seconds
        while (running := self.look()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return [command_of(pid) for pid in running]

    def groups(self) -> list[Path]:
        """Return the control groups that are left of it."""
        ours = {f"{cgroup.NAME}{pid}" for pid in self.seen}
        return [group for group in cgroup.ROOT.rglob(f"{cgroup.NAME}*") if group.name in ours]


@contextlib.contextmanager
def orphans() -> Iterator[Orphans]:
    """Become the parent of what loses its own, so that it can be found."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield Orphans(set(descendants(os.getpid())))
    finally:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _is_over(pid: int) -> bool:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return True
    state, parent = text.rpartition(")")[2].split()[:2]
    if state == "Z" and int(parent) == os.getpid() and pid not in _commands:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
    return state == "Z"


def command_of(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def strike(process: "subprocess.Popen[str]", target: str, found: Orphans) -> str:
    """Send a signal to what is named, or to nothing where there is none at this moment; say what was hit."""
    running = {pid: command_of(pid) for pid in found.look()}
    if target == "command":
        process.send_signal(signal.SIGKILL)
    elif target == "ctrl-c":
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the command and its lanes
    elif target == "terminate":
        process.send_signal(signal.SIGTERM)
    else:
        words = {"lane": "spawn_main", "zygote": "bwrap"}[target]
        hit = [pid for pid, command in running.items() if words in command.split(" --", 1)[0]]
        if not hit:
            return "nothing"
        with contextlib.suppress(ProcessLookupError):
            os.kill(random.choice(hit), signal.SIGKILL)
    return target


def disturbed(course: Course, target: str, results: int, delay: float, found: Orphans) -> tuple[str, Done]:
    """Grade a class, strike some seconds after so many results are kept; return what was hit and how it ended."""
    with start(course, "grade", "ch04") as process:
        while process.poll() is None and len(kept(course)) < results:
            time.sleep(0.01)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        hit = strike(process, target, found) if process.poll() is None else "nothing"
        out, err = process.communicate()
    return hit, Done(process.returncode, out, err)


def kept(course: Course) -> list[Path]:
    """Return the files of the results that grading has kept so far."""
    return sorted((course.root / ".fathom" / "results" / CH04).glob("*.json"))


def same(course: Course, expected: tuple[list[tuple[Any, ...]], dict[str, bytes]]) -> str:
    """Return "" if gradebook and graded notebooks are as expected, or what differs."""
    wanted, files = expected
    now = dump(course)
    if now != wanted:
        return f"gradebook: {sorted(set(now) ^ set(wanted), key=str)}"
    made = notebooks(course)
    return ", ".join(sorted(name for name in made.keys() | files.keys() if made.get(name) != files.get(name)))
