"""Every mangled notebook gets what a fair human would give it, from ``fathom grade`` and from nbgrader alike.

One class: a full-marks submission of chapter 4, once as it is and once per mangling. ``fathom grade`` grades it,
and ``nbgrader autograde`` grades it again in a copy of the course that knows no results yet.
"""

import copy
import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading import notebooks
from autograder.grading.book import gradebook
from autograder.grading.classroom import Graded, grade
from autograder.grading.nbgrader_runs import generate_feedback
from autograder.grading.practice import Planned, write_submission
from autograder.grading.release import release
from autograder.grading.setup import template_for
from autograder.judge.jobs import Result
from tests.mangled.manglings import FAMILIES, MANGLINGS
from tests.mangled.questions import ANSWER, EMPTY, QUESTION
from tests.mangled.registry import CHAPTER, FILE, KIT, Content, Notebook, place, source
from tests.road.conftest import course_in

WHOLE = "whole"
"""The student whose notebook is not mangled."""
POINTS = {"softmax": 3.0, "cross_entropy_from_logits": 4.0}
SECRET = "mangled notebooks, always with the same seeds"
EVERY = [pytest.param(mangling, id=name) for name, mangling in MANGLINGS.items()]


@dataclass(frozen=True)
class Class:
    """A graded class and the course it is in."""

    course: Course
    graded: Graded

    def result(self, student: str) -> Result:
        return next(result for result in self.graded.results if result.student == student)


def write(path: Path, content: Content) -> None:
    """Write one file of a submission."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        content = json.dumps(content, indent=1)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def full_marks(course: Course) -> Notebook:
    """Return the released notebook with the reference answers, as a student's JupyterLab saves it."""
    planned = Planned(WHOLE, CHAPTER, dict.fromkeys(POINTS, "reference"))
    path = write_submission(course, planned, course.released(CHAPTER), course.reference / CHAPTER)
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    for each in notebook["cells"]:
        lines = source(each).splitlines(keepends=True)
        each["source"] = [line for line in lines if "### BEGIN" not in line and "### END" not in line]
    write(path, notebook)
    return notebook


@pytest.fixture(scope="module")
def mangled(tmp_path_factory: pytest.TempPathFactory, sandbox: str) -> Class:
    """The whole class, graded once."""
    course = course_in(tmp_path_factory.mktemp("mangled"))
    release(course, course.chapter(CHAPTER))
    write(course.root / course.secret_file, SECRET)
    notebook = full_marks(course)
    for name, mangling in MANGLINGS.items():
        for path, content in mangling.folder(copy.deepcopy(notebook)).items():
            write(course.submitted(name, CHAPTER).parent / path, content)
    return Class(course, grade(course, CHAPTER, sandbox=sandbox))


def test_there_are_manglings():
    assert len(MANGLINGS) >= 200
    assert {mangling.make.__module__ for mangling in MANGLINGS.values()} == {family.__name__ for family in FAMILIES}


def test_the_whole_notebook_earns_everything_and_no_note(mangled):
    result = mangled.result(WHOLE)
    assert {name: verdict.score for name, verdict in result.verdicts.items()} == POINTS
    assert (result.repairs, result.notes, result.needs_human) == ([], [], "")


@pytest.mark.parametrize("mangling", EVERY)
def test_fathom_gives_what_a_fair_human_would(mangling, mangled):
    result = mangled.result(mangling.name)
    said = "\n".join([*result.repairs, *result.notes, result.needs_human])
    if mangling.deserves == "human":
        assert result.needs_human, f"it earned {result.score:g} points, and nobody looks at it"
    else:
        deserved = sum(POINTS.values()) if mangling.deserves == "full" else mangling.deserves
        assert (result.score, result.needs_human) == (deserved, ""), said
    assert mangling.says in said, said
    assert not mangling.unsaid or mangling.unsaid not in said, said
    assert not mangling.quiet or not said, said


@pytest.mark.parametrize("mangling", EVERY)
def test_a_human_reads_the_whole_written_answer_and_no_empty_one(mangling, mangled):
    assert written_answer(mangled.course, mangling.name) == (mangling.reads or EMPTY)
    with gradebook(mangled.course) as book:
        grade = book.find_grade(ANSWER, CHAPTER, CHAPTER, mangling.name)
        waits = bool(mangling.reads) or bool(mangled.result(mangling.name).needs_human)
        assert (grade.auto_score, grade.needs_manual_grade) == (None if mangling.reads else 0.0, waits)


def written_answer(course: Course, student: str) -> str:
    """Return the written answer in the graded notebook, which stands below its question and the rubric."""
    notebook = json.loads(course.autograded(student, CHAPTER).read_text(encoding="utf-8"))
    at = place(notebook, ANSWER)
    assert place(notebook, QUESTION) == at - 1
    assert "**How the points are given**\n\n- 1: " in source(notebook["cells"][at - 1])
    return source(notebook["cells"][at])


def test_a_fault_of_the_kit_in_reading_is_for_a_human(mangled, monkeypatch):
    def trips(*args: object) -> None:
        raise KeyError("something that nobody thought of \ud83d")

    monkeypatch.setattr(notebooks, "find_notebook", trips)
    path = mangled.course.submitted(WHOLE, CHAPTER)
    submission = notebooks.read_submission(WHOLE, path, template_for(mangled.course, CHAPTER))
    assert "a fault of the kit in reading" in submission.job.fault and "KeyError" in submission.job.fault
    assert submission.job.fault.encode() and submission.repaired.notebook.cells


PICTURES = ("attachments", "attachment_missing", "attachments_that_are_no_pictures")


def test_a_pasted_picture_is_on_the_feedback_page(mangled):
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in feedback(mangled, "attachments")
    assert "data:image/png" not in feedback(mangled, "attachment_missing")


@pytest.mark.parametrize("student", [*PICTURES, "control_characters_in_prose", "lone_surrogate_in_prose"])
def test_the_feedback_page_can_be_written(student, mangled):
    assert "fathom-panel" in feedback(mangled, student)


def feedback(mangled: Class, student: str) -> str:
    """Return the student's feedback page, written now."""
    generate_feedback(mangled.course, CHAPTER, student)
    return (mangled.course.root / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")


# nbgrader's own command, over the same class.


@pytest.fixture(scope="module")
def by_nbgrader(
    mangled: Class, bubblewrap: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Course, subprocess.CompletedProcess[str]]:
    """The same class as ``nbgrader autograde`` grades it: all whose notebook lies where nbgrader looks for it."""
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    left_out = shutil.ignore_patterns("results", "autograded", "submitted", "*.lock")
    shutil.copytree(mangled.course.root, folder, ignore=left_out)
    for path in sorted((mangled.course.root / "submitted").glob(f"*/{CHAPTER}/{FILE}")):
        if path.is_file():
            student = path.parents[1]
            shutil.copytree(student, folder / "submitted" / student.name)
    with sqlite3.connect(folder / "gradebook.db") as book:
        book.execute("update grade set auto_score = null, needs_manual_grade = 0")
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", CHAPTER]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return Course.read(folder / "course.yaml"), done


def test_nbgrader_autograde_ends_well(by_nbgrader):
    _, done = by_nbgrader
    failed = [line for line in done.stderr.splitlines() if "error processing assignment '" in line]
    assert (done.returncode, failed) == (0, []), done.stderr[-3000:]


def seen_by_nbgrader() -> list[str]:
    """Return the students whose notebook has the name that nbgrader looks for."""
    notebook = json.loads((KIT / "solutions" / CHAPTER / FILE).read_text(encoding="utf-8"))
    return [WHOLE, *(name for name, m in MANGLINGS.items() if FILE in m.folder(copy.deepcopy(notebook)))]


@pytest.mark.parametrize("student", seen_by_nbgrader())
def test_nbgrader_autograde_gives_the_same_scores(student, mangled, by_nbgrader):
    course, _ = by_nbgrader
    assert scores(course, student) == scores(mangled.course, student)
    assert written_answer(course, student) == written_answer(mangled.course, student)


def scores(course: Course, student: str) -> dict[str, tuple[float | None, bool]]:
    """Return score and mark for manual grading of each grade cell."""
    with gradebook(course) as book:
        notebook = book.find_submission_notebook(CHAPTER, CHAPTER, student)
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}
