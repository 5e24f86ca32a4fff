"""Every attack in this folder gains nothing, harms nothing, and leaves the next student's grade as it was.

One file per attack, the verdict in its name (see attacks.py). Each stands in place of an answer in the released
notebook of chapter 4, is written into a course folder and graded on one warm lane; an honest notebook follows it
on the same lane. harm.py looks at what could have changed on the machine meanwhile.
"""

import contextlib
import json
import os
import pickle
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.build import build_chapter
from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.book import gradebook
from autograder.grading.classroom import grade as grade_class
from autograder.grading.nbgrader_runs import generate_feedback
from autograder.grading.notebooks import read_submission
from autograder.grading.release import release
from autograder.grading.setup import setup_for, solved_notebook, template_for
from autograder.judge.jobs import Result
from autograder.judge.lanes import Lanes
from autograder.reading import read_notebook
from tests.hostile.attacks import ATTACKS, cells, most, notebook_with
from tests.hostile.harm import Watch, command_of, lanes, left_running, listening
from tests.road.conftest import left_out

HERE = Path(__file__).parent
KIT = HERE.parents[1]
CHAPTER = "ch04_linear_classification"
LEFT_OUT = [*left_out(KIT / "reference" / CHAPTER), "when_is_accuracy_blind"]
COURSE = f"""\
title: A course under attack
chapters:
  - {{name: {CHAPTER}, title: Linear Classification, leave_out: {LEFT_OUT}}}
grading: {{call_seconds: 1, cell_seconds: 3, submission_seconds: 60}}
"""
PATIENCE = 45.0
"""Seconds after which a judge that should have stopped by its budgets is taken for hung and ended."""
WITH_METADATA = [path for path in ATTACKS if any(c.metadata or c.cell_type != "code" for c in cells(path))]
LIVE = re.compile(
    r"<script[^>]*>[^<]*planted|<[a-z]+ [^>]*\bon\w+=[^>]*planted|href=[\"']?javascript:[^>]*planted", re.IGNORECASE
)
"""Markup of an attack that a browser would run."""


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    """A course folder as an instructor has it: released, with a gradebook and an honest submission."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    shutil.copy(KIT / "nbgrader_config.py", folder)
    course = Course.load(folder)
    build_chapter(course, course.chapter(CHAPTER))[0].write()
    release(course, course.chapter(CHAPTER))
    return course


@pytest.fixture(scope="module")
def lane(course, bubblewrap, sandbox) -> Iterator[Lanes]:
    """One lane with small budgets; attacks are let loose in the strong sandbox alone."""
    with Lanes(setup_for(course, CHAPTER, sandbox), 1) as lanes:
        yield lanes


@pytest.fixture
def watch(course) -> Iterator[Watch]:
    with listening() as ears:
        yield Watch(course.root, ears)


def released(course: Course) -> nbformat.NotebookNode:
    return read_notebook(course.released(CHAPTER), "", "")


def honest(course: Course) -> nbformat.NotebookNode:
    """Return the released notebook with the reference's softmax, the other exercise still a stub."""
    notebook = released(course)
    solved = {cell.id: cell.source for cell in solved_notebook(course, CHAPTER).cells}
    next(cell for cell in notebook.cells if cell.id == "softmax").source = solved["softmax"]
    return notebook


def hand_in(course: Course, student: str, notebook: nbformat.NotebookNode) -> Path:
    path = course.submitted(student, CHAPTER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")  # as it is: nbformat would refuse some of it
    return path


def judged(lane: Lanes, course: Course, student: str) -> Result:
    """Grade what a student handed in; a judge that hangs is ended, and the result says so."""
    job = read_submission(student, course.submitted(student, CHAPTER), template_for(course, CHAPTER)).job
    results: queue.Queue[Result] = queue.Queue()
    threading.Thread(target=lambda: results.put(*lane.grade([job])), daemon=True).start()
    try:
        return results.get(timeout=PATIENCE)
    except queue.Empty:
        for pid in lanes():
            if "spawn_main" in command_of(pid):
                os.kill(pid, signal.SIGKILL)
        return results.get(timeout=PATIENCE)


def test_there_are_attacks():
    assert len(ATTACKS) >= 60
    assert [path.name for path in ATTACKS if not path.read_text(encoding="utf-8").startswith('"""')] == []
    assert {path.name for path in HERE.glob("*.py")} - {path.name for path in ATTACKS} == {
        "__init__.py",
        "attacks.py",
        "harm.py",
        "test_hostile.py",
    }


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_gains_nothing_and_disturbs_nobody(attack, lane, course, request):
    hand_in(course, "mallory", notebook_with(attack, released(course)))
    hand_in(course, "ada", honest(course))
    watch = request.getfixturevalue("watch")  # after the notebooks are in the folder
    result = judged(lane, course, "mallory")
    gained = {name: verdict.score for name, verdict in result.verdicts.items() if verdict.score}
    after = judged(lane, course, "ada")
    assert "died" not in result.needs_human, "the judge died, or hung and was ended"
    assert [fault.message for v in result.verdicts.values() for fault in v.faults] == [], "taken for our own fault"
    if not (attack.name.startswith("human_") and result.needs_human):
        assert result.score <= most(attack), gained
    assert (after.verdicts["softmax"].score, after.score, after.needs_human, after.notes) == (3.0, 3.0, "", [])
    assert len(pickle.dumps(result)) < 100_000, "what was said about the notebook is too much for a gradebook"
    assert watch.harm() == []


def test_an_honest_answer_in_the_same_place_earns_full_marks(lane, course, tmp_path):
    """The suite can fail: what goes the same way as an attack, and is right, earns everything."""
    answer = tmp_path / "zero_honest.py"
    answer.write_text(next(cell for cell in honest(course).cells if cell.id == "softmax").source, encoding="utf-8")
    hand_in(course, "mallory", notebook_with(answer, released(course)))
    result = judged(lane, course, "mallory")
    assert (result.verdicts["softmax"].score, result.needs_human, result.notes) == (3.0, "", [])


@pytest.fixture(scope="module")
def classroom(course, sandbox) -> Course:
    """The attacks that lie in metadata, outputs or text, graded as a class by way of nbgrader."""
    for attack in WITH_METADATA:
        hand_in(course, attack.stem, notebook_with(attack, released(course)))
    hand_in(course, "ada", honest(course))
    students = [*(attack.stem for attack in WITH_METADATA), "ada"]
    grade_class(course, CHAPTER, students=students, lanes=1, sandbox=sandbox)
    return course


@pytest.mark.parametrize("attack", WITH_METADATA, ids=lambda path: path.stem)
def test_the_gradebook_and_the_feedback_believe_no_notebook(attack, classroom):
    with gradebook(classroom) as book:
        submission = book.find_submission(CHAPTER, attack.stem)
        assert submission.score <= most(attack)
        assert submission.max_score == book.find_assignment(CHAPTER).max_score == 7.0
        assert book.find_submission(CHAPTER, "ada").score == 3.0
    with contextlib.suppress(FathomError):
        generate_feedback(classroom, CHAPTER, attack.stem)
    for page in (classroom.root / "feedback" / attack.stem).rglob("*.html"):
        assert LIVE.findall(page.read_text(encoding="utf-8")) == []


def test_harm_is_noticed(lane, course, request, tmp_path):
    """A planted file, a changed gradebook, a call and a process: none of them goes by unseen."""
    watch = request.getfixturevalue("watch")
    assert watch.harm() == []
    mark = Path(f"/tmp/planted-by-the-test-{os.getpid()}")
    book = course.root / "gradebook.db"
    before = book.read_bytes()
    try:
        mark.touch()
        book.write_bytes(before[:-1] + b"x")
        (course.root / "assignments" / "added").mkdir()
        with contextlib.closing(socket.create_connection(watch.ears[0].getsockname())):
            harm = watch.harm()
    finally:
        mark.unlink()
        book.write_bytes(before)
        (course.root / "assignments" / "added").rmdir()
    assert [line.partition(" at ")[0] for line in harm] == [
        "assignments/added in the course folder changed",
        "gradebook.db in the course folder changed",
        f"{mark} was planted",
        "a call arrived",
    ]


def test_a_process_that_stays_is_noticed(lane, course):
    judged(lane, course, "ada")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert any("input()" in command for command in left_running(tries=1))
        child.communicate(b"\n")
    assert left_running() == []
