"""Grading that is stopped, locked out or out of space loses nothing, doubles nothing and leaves nothing behind.

The command itself, in a process of its own, on a class of eight in a temporary course; what an undisturbed run
wrote is what every disturbed one must come to.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.candidate.sandbox import descendants
from autograder.course import KIT, Course
from autograder.grading.book import gradebook
from autograder.grading.moved import Moved, Moves
from autograder.grading.release import release
from tests.road.interrupted import (
    CH04,
    LATE,
    RUN,
    Orphans,
    command_of,
    copy_of,
    disturbed,
    dump,
    environment,
    fathom,
    half_written,
    hand_in_at,
    kept,
    notebooks,
    orphans,
    same,
    small_course,
    start,
    strike,
)

Written = tuple[list[tuple[Any, ...]], dict[str, bytes]]
IMPATIENT = "import autograder.grading.book as book; book.LOCKED_SECONDS = 0.3"
LOCK = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
db.execute("begin exclusive")
print("locked", flush=True)
input()
"""
SLOW = """{source}

quick_softmax = softmax

def softmax(logits, dim=-1):
    import time
    time.sleep(0.2)
    return quick_softmax(logits, dim)
"""
AT_REST = 3
"""Processes of a warm lane: bubblewrap, its init and the zygote; a submission adds its supervisor and notebook."""
TARGETS = ("command", "lane", "zygote", "ctrl-c", "terminate")

pytestmark = [pytest.mark.alone, pytest.mark.usefixtures("bubblewrap")]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module")
def undisturbed(template: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course after one run that nobody disturbed."""
    course = copy_of(template, tmp_path_factory.mktemp("undisturbed") / "course")
    done = fathom(course, "grade", "ch04")
    assert (done.code, done.err) == (0, "")
    assert "8 submissions (8 graded now): 2 full, 2 partial, 3 zero, 1 for a human" in done.out
    return course


@pytest.fixture(scope="module")
def expected(undisturbed: Course) -> Written:
    return dump(undisturbed), notebooks(undisturbed)


@pytest.fixture
def fresh(template: Course, tmp_path: Path) -> Course:
    """A copy of the course in which nothing is graded."""
    return copy_of(template, tmp_path / "course")


@pytest.fixture
def graded(undisturbed: Course, tmp_path: Path) -> Course:
    """A copy of the course in which everything is graded."""
    return copy_of(undisturbed, tmp_path / "course")


def verdicts(course: Course) -> dict[str, dict[str, Any]]:
    """Return the kept verdicts by student and exercise, with the seconds that each check took."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in kept(course)}
    return {student: facts["result"]["verdicts"] for student, facts in found.items()}


def complete(course: Course, expected: Written) -> None:
    """Run the command undisturbed, and prove that it comes to what it should."""
    done = fathom(course, "grade", "ch04")
    assert done.code == 0, done.err
    assert same(course, expected) == ""
    assert half_written(course) == []


# Stopped.


@pytest.fixture
def found() -> Iterator[Orphans]:
    with orphans() as processes:
        yield processes


@pytest.mark.parametrize("target", [TARGETS[0], *(pytest.param(t, marks=pytest.mark.long) for t in TARGETS[1:])])
def test_a_run_that_is_struck_anywhere_is_completed_by_the_next(target, fresh, expected, found):
    results, delay = random.randint(1, 6), random.uniform(0, 0.3)
    hit, done = disturbed(fresh, target, results, delay, found)
    moment = f"{hit} was struck {delay:.2f} s after {results} results: {done}"
    assert done.code in {"command": (-9, 0), "ctrl-c": (130, 0), "terminate": (143, 0)}.get(target, (0, 3)), moment
    if done.code in (130, 143):
        assert done.err == "fathom: stopped; what was finished is kept, run the command again to go on\n"
    assert found.left(seconds=20) == [], moment
    before = verdicts(fresh)
    complete(fresh, expected)
    again = {s for s, v in verdicts(fresh).items() if s in before and before[s] and v != before[s]}
    assert again == set(), f"what was kept was judged again; {moment}"
    assert (found.left(seconds=5), found.groups()) == ([], []), moment


def test_a_sandbox_that_is_killed_amid_the_checks_costs_the_student_nothing(fresh, found):
    """An answer that takes its time, so that the blow falls while it is being called."""
    path = fresh.submitted("right", CH04)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    answer = next(cell for cell in notebook["cells"] if cell["id"] == "softmax")
    answer["source"] = SLOW.format(source="".join(answer["source"]))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with start(fresh, "grade", "ch04", "--students", "right") as process:
        wait_for(lambda: sum("candidate.zygote" in command_of(pid) for pid in found.look()) > AT_REST + 2, process)
        assert strike(process, "zygote", found) == "zygote"
        out, _ = process.communicate()
    assert "1 submissions (1 graded now): 1 full\n" in out
    assert "1 submissions (0 graded now): 1 full\n" in fathom(fresh, "grade", "ch04", "--students", "right").out


def test_what_was_moved_before_a_run_was_killed_is_told_by_the_next(tmp_path):
    path = tmp_path / "moved.jsonl"
    Moves(path).add(Moved("ada", 3.0, 5.0, "softmax"))
    Moves(path).add(Moved("alan", 3.0, 4.0, "kept nowhere: the process was killed first"))
    path.write_text(path.read_text(encoding="utf-8") + '{"student": "gra', encoding="utf-8")
    Moves(path).add(Moved("ada", 5.0, 6.0, "cross_entropy"))
    now = {"ada": 6.0, "alan": 3.0}
    assert Moves(path).tell(now.get) == [Moved("ada", 3.0, 6.0, "cross_entropy")]
    assert Moves(path).tell(now.get) == []


# Two at once.


@contextlib.contextmanager
def at_work(course: Course) -> Iterator["subprocess.Popen[str]"]:
    """Start a grader that does not finish within this context: its first lane stands still as it starts."""
    with start(course, "grade", "ch04") as grader:
        lock = course.root / ".fathom" / "grading.lock"
        wait_for(lambda: lock.exists() and lock.read_text() and descendants(grader.pid), grader)
        lane = list(descendants(grader.pid))
        for pid in lane:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield grader
            assert grader.poll() is None, "the first grader was done before the second came"
        finally:
            for pid in lane:
                os.kill(pid, signal.SIGCONT)
        grader.communicate()


def test_the_second_of_two_graders_says_so_and_disturbs_nothing(fresh, expected):
    with at_work(fresh) as first:
        second = fathom(fresh, "grade", "ch04")
    assert (second.code, second.out) == (2, "")
    assert f"another grader is at work in this course (process {first.pid})" in second.err
    assert "next: wait for it" in second.err
    assert first.returncode == 0
    assert same(fresh, expected) == ""


def test_nbgrader_autograde_beside_a_grader_is_refused_and_disturbs_nothing(fresh, expected):
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", CH04, "--force", "--student=right"]
    with at_work(fresh):
        second = subprocess.run(command, cwd=fresh.root, env=environment(fresh), capture_output=True, text=True)
    assert second.returncode != 0
    assert "another grader is at work in this course" in second.stderr
    complete(fresh, expected)


def test_a_mixed_class_loses_nobody_and_wrongs_nobody():
    """A small run of the endurance benchmark: honest, mangled and hostile notebooks, each with what it deserves."""
    command = [sys.executable, "-m", "benchmarks.endurance", "--size", "30", "--kills", "0"]
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 faults"), done.stdout + done.stderr


def wait_for(what: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    while not what():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


# The gradebook.


@contextlib.contextmanager
def locked(course: Course) -> Iterator[None]:
    """Lock the gradebook from another process: this one would lose the lock by reading the file."""
    command = [sys.executable, "-c", LOCK, str(course.root / "gradebook.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        yield
        other.communicate("\n")


def refused(course: Course, fault: str, mend: str, before: str = "0") -> None:
    """Run the command and prove that it names file, fault and next command and leaves what was there."""
    gradebook_then, files_then = (course.root / "gradebook.db").read_bytes(), notebooks(course)
    done = fathom(course, "grade", "ch04", before=before)
    assert done.code == 2, done
    assert str(course.root / "gradebook.db") in done.err
    assert fault in done.err
    assert mend in done.err.partition("next: ")[2]
    assert "Traceback" not in done.err
    assert ((course.root / "gradebook.db").read_bytes(), notebooks(course)) == (gradebook_then, files_then)


def test_a_locked_gradebook_is_waited_for_and_then_named(fresh, expected):
    with locked(fresh):
        refused(fresh, "is locked by another program", "close what writes to it", IMPATIENT)
    complete(fresh, expected)


def test_a_gradebook_that_is_locked_midway_costs_no_result(fresh, expected):
    with start(fresh, "grade", "ch04", before=IMPATIENT) as process:
        wait_for(lambda: kept(fresh), process)
        with locked(fresh):
            _, err = process.communicate()
    assert (process.returncode, "is locked by another program" in err) == (2, True), err
    before = verdicts(fresh)
    complete(fresh, expected)
    assert {student: verdicts(fresh)[student] for student in before} == before


def not_a_database(path: Path) -> None:
    path.write_text("ada,7\n" * 1000, encoding="utf-8")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:40960] = os.urandom(32768)
    path.write_bytes(data)


def without_a_table(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("drop table grade")
        db.commit()


@pytest.mark.parametrize("damage", [not_a_database, truncated, overwritten, without_a_table])
def test_a_damaged_gradebook_is_named_and_left_as_it_is(damage, graded, expected):
    path = graded.root / "gradebook.db"
    backup = path.read_bytes()
    damage(path)
    refused(graded, "is damaged: ", "put a backup in its place")
    path.write_bytes(backup)
    assert same(graded, expected) == ""


def test_an_older_gradebook_in_place_of_a_damaged_one_is_filled_again(template, graded, expected):
    shutil.copy(template.root / "gradebook.db", graded.root / "gradebook.db")
    before = verdicts(graded)
    complete(graded, expected)
    assert verdicts(graded) == before


def test_a_gradebook_that_is_gone_is_filled_again_without_judging(graded, expected):
    (graded.root / "gradebook.db").unlink()
    done = fathom(graded, "grade", "ch04")
    assert (done.code, "gradebook.db: is missing" in done.err, "fathom release" in done.err) == (2, True, True)
    assert not (graded.root / "gradebook.db").exists()
    release(graded, graded.chapter(CH04))
    with gradebook(graded) as book:
        book.update_or_create_assignment(CH04, duedate="2027-01-15 10:00:00 UTC")
    before = verdicts(graded)
    complete(graded, expected)
    assert verdicts(graded) == before


# The disk.

FULL = """
mount -t tmpfs -o size=64m none "$1" && cp -a "$2"/. "$1" && cd "$1" || exit 99
dd if=/dev/zero of=filler bs=4k status=none 2>/dev/null; truncate -s -"$3" filler
{grade}; echo "code $?"; sync
rm filler; {grade} || exit 98
cp -a "$1"/. "$2"
"""
READ_ONLY = """
mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && cd "$1" || exit 99
{grade}; echo "code $?"
"""


def in_a_namespace(script: str, course: Course, *arguments: str) -> str:
    """Run a shell script that may mount; return what it and the command said. Skip where that is not permitted."""
    grade = f'"{sys.executable}" -c "{RUN.format(before="0")}" grade ch04'
    command = ["unshare", "-Urm", "sh", "-c", script.replace("{grade}", grade), "sh", *arguments]
    done = subprocess.run(command, env=environment(course), capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode in (1, 99) and ("unshare" in said or "mount" in said):
        message = f"this system lets nobody mount in a namespace of their own: {said.strip()}"
        (pytest.fail if os.environ.get("FATHOM_NO_SKIP") else pytest.skip)(message)
    assert done.returncode == 0, said
    return said


@pytest.mark.parametrize("free", ["96k", *(pytest.param(f, marks=pytest.mark.long) for f in ("4k", "256k"))])
def test_a_full_disk_is_named_and_costs_no_result(free, fresh, expected, tmp_path):
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    said = in_a_namespace(FULL, fresh, str(mounted), str(fresh.root), free)
    assert "code 2\n" in said, said
    assert f"fathom: {mounted}/" in said
    assert "no space left" in said.lower() or "disk is full" in said
    assert "look at permissions and free space there" in said
    assert "Traceback" not in said
    assert same(fresh, expected) == ""
    assert half_written(fresh) == []


def test_a_course_that_cannot_be_written_is_named(fresh, expected):
    said = in_a_namespace(READ_ONLY, fresh, str(fresh.root))
    assert "code 2\n" in said
    assert f"fathom: {fresh.root}/" in said
    assert "Read-only file system" in said
    assert "look at permissions and free space there" in said
    assert "Traceback" not in said
    assert (kept(fresh), notebooks(fresh), half_written(fresh)) == ([], {}, [])
    complete(fresh, expected)


# Grading again.


def own_checks(course: Course) -> Path:
    """Give the course hidden checks of its own, as yet the kit's; return their folder."""
    home = course.root / "reference" / CH04
    shutil.copytree(KIT / "reference" / CH04, home, ignore=shutil.ignore_patterns("__pycache__"))
    return home


def without_check(home: Path, exercise: str, check: str) -> None:
    path = home / exercise / "test_hidden.py"
    text = path.read_text(encoding="utf-8")
    assert f"def {check}(" in text
    path.write_text(text.replace(f"def {check}(", f"def was_{check}("), encoding="utf-8")


def failed_hidden(course: Course, student: str, exercise: str, *, passed_by: str) -> str:
    """Return a hidden check that one student failed and another passed."""
    one, other = (verdicts(course)[who][exercise]["outcomes"] for who in (student, passed_by))
    passed = {o["check"] for o in other if o["status"] == "passed"}
    return next(str(o["check"]) for o in one if o["hidden"] and o["status"] == "failed" and o["check"] in passed)


def scores(rows: list[tuple[Any, ...]]) -> dict[tuple[str, str], float]:
    return {row[:2]: row[3] for row in rows if row[3] is not None}


def test_a_changed_check_moves_grades_on_request_alone_and_says_whose(graded, expected):
    check = failed_hidden(graded, LATE, "softmax", passed_by="wrong0")
    without_check(own_checks(graded), "softmax", check)
    before = verdicts(graded)
    plain = fathom(graded, "grade", "ch04")
    assert plain.code == 0, plain.err
    assert "7 of them come from earlier checks and were left as they are\n" in plain.out
    assert "next: fathom grade ch04 --regrade\n" in plain.out
    assert (dump(graded), verdicts(graded)) == (expected[0], before)

    regrade = fathom(graded, "grade", "ch04", "--regrade")
    assert (regrade.code, "(7 graded now)" in regrade.out) == (0, True), regrade
    told = " ".join(regrade.out.partition("Grades that moved")[2].replace("│", " ").split())
    old, new = before[LATE]["softmax"], verdicts(graded)[LATE]["softmax"]
    assert len(new["outcomes"]) == len(old["outcomes"]) - 1
    after = scores(dump(graded))
    moved = {key: value for key, value in after.items() if scores(expected[0])[key] != value}
    partial = ["wrong0", LATE]  # with one check fewer, what wrong0 failed weighs more
    assert sorted(moved) == [(student, "check-softmax") for student in partial]
    assert f"softmax {scores(expected[0])[LATE, 'check-softmax']:g} → {moved[LATE, 'check-softmax']:g}" in told
    assert f"{check} is gone" in told
    assert [name for name in before if name in told.split()] == partial
    for student, found in verdicts(graded).items():
        if found:  # an unreadable notebook has none
            assert found["cross_entropy_from_logits"] == before[student]["cross_entropy_from_logits"]
            assert found["softmax"] != before[student]["softmax"]

    settled = verdicts(graded)
    again = fathom(graded, "grade", "ch04", "--regrade")
    assert "8 submissions (0 graded now)" in again.out
    assert "moved" not in again.out
    assert verdicts(graded) == settled


def test_only_regrades_one_exercise_and_leaves_the_other_to_be_regraded(graded):
    home = own_checks(graded)
    for exercise in ("softmax", "cross_entropy_from_logits"):
        with (home / exercise / "test_hidden.py").open("a", encoding="utf-8") as file:
            file.write("\n# looked over\n")
    before = verdicts(graded)["wrong0"]
    for arguments, judged in (("--only", "softmax"), {"softmax"}), (("--regrade",), {"cross_entropy_from_logits"}):
        done = fathom(graded, "grade", "ch04", "--students", "wrong0", *arguments)
        assert "1 submissions (1 graded now)" in done.out, done
        assert ("come from earlier checks" in done.out) == (judged == {"softmax"})
        now = verdicts(graded)["wrong0"]
        assert {name for name in now if now[name] != before[name]} == judged
        before = now
    assert "(0 graded now)" in fathom(graded, "grade", "ch04", "--students", "wrong0", "--regrade").out


@pytest.mark.long
def test_afresh_judges_what_is_named_and_nothing_else(graded, expected):
    before = verdicts(graded)
    done = fathom(graded, "grade", "ch04", "--afresh", "--students", "right", "--students", "wrong0", "--jobs", "1")
    assert "2 submissions (2 graded now)" in done.out, done
    middle = verdicts(graded)
    assert {student for student in before if middle[student] != before[student]} == {"right", "wrong0"}
    fathom(graded, "grade", "ch04", "--afresh", "--students", "right", "--only", "softmax")
    after = verdicts(graded)
    assert after["right"]["cross_entropy_from_logits"] == middle["right"]["cross_entropy_from_logits"]
    assert after["right"]["softmax"] != middle["right"]["softmax"]
    assert same(graded, expected) == ""


@pytest.mark.long
def test_another_time_of_handing_in_reaches_the_gradebook(graded, expected):
    hand_in_at(graded, LATE, "2027-01-01 10:00:00 UTC")
    assert fathom(graded, "grade", "ch04").code == 0
    rows = {row[0]: row[-2:] for row in dump(graded)}
    assert rows[LATE] == (None, "2027-01-01 10:00:00.000000")
    hand_in_at(graded, LATE, "2027-02-01 10:00:00 UTC")
    complete(graded, expected)


def test_what_a_grader_gave_by_hand_survives_grading_again(graded):
    with gradebook(graded) as book:
        for student in ("wrong0", "nobody"):
            grade = book.find_grade("check-softmax", CH04, CH04, student)
            grade.manual_score, grade.needs_manual_grade = 1.5, False
            book.find_comment("softmax", CH04, CH04, student).manual_comment = "see me"
        book.db.commit()
    by_hand = dump(graded)
    assert fathom(graded, "grade", "ch04", "--students", "wrong0").code == 0
    assert dump(graded) == by_hand, "nothing was judged, and yet something was written"
    fathom(graded, "grade", "ch04", "--afresh")
    fathom(graded, "grade", "ch04")
    with gradebook(graded) as book:
        for student in ("wrong0", "nobody"):
            grade = book.find_grade("check-softmax", CH04, CH04, student)
            assert (grade.manual_score, grade.needs_manual_grade) == (1.5, True)  # as nbgrader does: look again
            assert book.find_comment("softmax", CH04, CH04, student).comment == "see me"
