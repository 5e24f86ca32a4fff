"""Every kind of answer through the real judge and the real nbgrader: what it earns and what it costs."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.parts import chosen_exercises
from autograder.authoring.questions import read_question
from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.book import gradebook
from autograder.grading.classroom import Graded, Wanted, grade
from autograder.grading.nbgrader_runs import generate_feedback
from autograder.grading.practice import HOSTILE, Planned
from autograder.grading.report import write_report
from autograder.grading.setup import chapter_facts
from autograder.judge.jobs import Result
from tests.road.classes import hand_in, plans, planted

pytestmark = pytest.mark.alone

CHAPTERS = [entry.name for entry in Course.load(Path(__file__).parents[2]).built_chapters()]
CH04 = "ch04_linear_classification"
ANSWER = "answer-when_is_accuracy_blind"


@pytest.fixture(scope="module")
def graded(course: Course, sandbox: str) -> dict[str, tuple[list[Planned], Graded]]:
    """Every chapter's class, graded by ``fathom grade``."""
    found = {}
    for chapter in CHAPTERS:
        made = plans(course, chapter)
        for planned in made:
            hand_in(course, planned)
        found[chapter] = (made, grade(course, chapter, sandbox=sandbox))
    return found


def result_of(graded: dict[str, tuple[list[Planned], Graded]], chapter: str, student: str) -> Result:
    return next(result for result in graded[chapter][1].results if result.student == student)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_reference_and_right_answers_earn_everything_and_a_stub_nothing(graded, chapter):
    for planned in graded[chapter][0]:
        result = result_of(graded, chapter, planned.student)
        assert not result.needs_human
        points = sum(verdict.points for verdict in result.verdicts.values())
        if planned.student == "reference" or planned.student.startswith("right"):
            missed = [
                o for v in result.verdicts.values() for o in v.outcomes if o.status not in ("passed", "skipped")
            ]
            assert (result.score, missed) == (points, [])
        if planned.student == "stub":
            assert result.score == 0
            assert {o.status for v in result.verdicts.values() for o in v.outcomes} <= {"unwritten", "skipped"}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_wrong_answer_fails_the_check_it_names_and_loses_points(graded, chapter):
    for planned in graded[chapter][0]:
        for name, answer in planned.answers.items():
            if not planned.student.startswith("wrong") or isinstance(answer, str):
                continue
            verdict = result_of(graded, chapter, planned.student).verdicts[name]
            outcome = next(o for o in verdict.outcomes if o.check == answer.fails)
            assert outcome.status == "failed", f"{answer.path} passes {answer.fails} in grading"
            assert verdict.score < verdict.points


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_hostile_notebooks_earn_nothing(graded, chapter):
    for student in HOSTILE:
        assert result_of(graded, chapter, student).score == 0


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_gradebook_says_what_the_verdicts_say(graded, course, chapter):
    with gradebook(course) as book:
        for planned in graded[chapter][0]:
            result = result_of(graded, chapter, planned.student)
            notebook = book.find_submission_notebook(chapter, chapter, result.student)
            scores = {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}
            unanswered = {f"answer-{q.id}": (0.0, False) for q in chapter_facts(course, chapter).questions}
            verdicts = {f"check-{n}": (v.score, False) for n, v in result.verdicts.items()}
            assert scores == verdicts | unanswered


def test_what_is_known_is_not_graded_again_and_a_changed_notebook_is(graded, course, sandbox):
    assert grade(course, CH04, students=["stub"], sandbox=sandbox).fresh == 0
    path = course.submitted("stub", CH04)
    before = path.read_text()
    notebook = nbformat.read(path, 4)
    notebook.cells.append(nbformat.v4.new_code_cell("extra = 1", id="extra"))
    nbformat.write(notebook, path)
    try:
        assert grade(course, CH04, students=["stub"], sandbox=sandbox).fresh == 1
    finally:
        path.write_text(before)
        grade(course, CH04, students=["stub"], sandbox=sandbox)


def test_nbgrader_autograde_gives_the_same_scores(graded, course, tmp_path, bubblewrap):
    """The command itself, in a copy of the course that knows no results yet."""
    copy = tmp_path / "course"
    shutil.copytree(course.root, copy, ignore=shutil.ignore_patterns("results", "autograded", "gradebook.db"))
    shutil.copy(course.root / "gradebook.db", copy / "gradebook.db")
    with sqlite3.connect(copy / "gradebook.db") as db:
        db.execute("update grade set auto_score = null")
    students = ["reference", "stub", "wrong000", "mallory"]
    for student in students:
        nbgrader(copy, "autograde", CH04, "--force", f"--student={student}")
    copied = Course.read(copy / "course.yaml")
    with gradebook(course) as one, gradebook(copied) as other:
        for student in students:
            expected = one.find_submission(CH04, student).score
            assert other.find_submission(CH04, student).score == expected
    assert not (copy / "gradebook.db-journal").exists()


def nbgrader(folder: Path, *arguments: str) -> str:
    command = [str(Path(sys.executable).parent / "nbgrader"), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_feedback_shows_the_panel_and_gives_no_hidden_check_away(graded, course):
    generate_feedback(course, CH04, "wrong000")
    html = (course.root / "feedback" / "wrong000" / CH04 / f"{CH04}.html").read_text(encoding="utf-8")
    assert "fathom-panel" in html
    assert "(hidden check)" in html
    verdicts = result_of(graded, CH04, "wrong000").verdicts.values()
    outcomes = [o for verdict in verdicts for o in verdict.outcomes if o.status == "failed"]
    public = {o.message for o in outcomes if not o.hidden}
    for message in {o.message for o in outcomes if o.hidden} - public:
        assert message not in html


def test_the_report_is_one_page_with_the_whole_class(graded, course):
    page = write_report(course, CH04).read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page
    for planned in graded[CH04][0]:
        assert planned.student in page
    for heading in ("Scores", "Exercises by student", "Checks by failure rate", "Slowest answers"):
        assert f"<h2>{heading}</h2>" in page


def test_the_report_counts_the_mistakes_that_were_planted(graded, course):
    counted = [planted(made, found.results) for made, found in graded.values()]
    recognised, missed = sum(count for count, _ in counted), [name for _, names in counted for name in names]
    assert recognised >= 0.75 * (recognised + len(missed)), missed
    page = write_report(course, CH04).read_text(encoding="utf-8")
    assert "<h2>Known mistakes</h2>" in page
    assert "Divides by the sum over all elements" in page


# Written answers.


def answer(course: Course, student: str, text: str) -> None:
    """Hand in the reference's code with a written answer."""
    answers = dict.fromkeys((facts.id for facts in chapter_facts(course, CH04).exercises), "reference")
    hand_in(course, Planned(student, CH04, answers, {ANSWER: text} if text else {}))


def by_hand(course: Course, student: str, points: float | None = None) -> tuple[float | None, float | None, bool]:
    """Return what the gradebook says of the written answer, after a human gave points as formgrader does."""
    with gradebook(course) as book:
        grade = book.find_grade(ANSWER, CH04, CH04, student)
        if points is not None:
            grade.manual_score, grade.needs_manual_grade = points, False
            book.db.commit()
        return grade.auto_score, grade.manual_score, grade.needs_manual_grade


def test_a_written_answer_waits_for_a_human_and_an_untouched_one_earns_0(graded, course, sandbox):
    for student, text in {"writes": "The order stays.", "silent": "", "blank": " \n"}.items():
        answer(course, student, text)
    found = grade(course, CH04, students=["writes", "silent", "blank"], sandbox=sandbox)
    assert [result.needs_human for result in found.results] == ["", "", ""]
    assert found.unread == 1
    assert by_hand(course, "writes") == (None, None, True)
    assert by_hand(course, "silent") == by_hand(course, "blank") == (0.0, None, False)
    page = write_report(course, CH04).read_text(encoding="utf-8")
    assert "1 written answer to be read by a human" in page
    assert page.count(">to read</td>") == 1
    automatic = chapter_facts(course, CH04).exercise_points
    assert by_hand(course, "writes", 1.5) == (None, 1.5, False)
    page = write_report(course, CH04).read_text(encoding="utf-8")
    assert "0 written answers to be read" in page
    assert f'<td class="number">{automatic + 1.5:g}</td>' in page


def test_points_given_by_hand_stay_and_wait_again_only_for_another_answer(graded, course, sandbox):
    answer(course, "read", "The order stays.")
    grade(course, CH04, students=["read"], sandbox=sandbox)
    by_hand(course, "read", 1.5)
    for wanted in (Wanted(), Wanted(regrade=True), Wanted(afresh=True), Wanted(afresh=True, only=("softmax",))):
        grade(course, CH04, students=["read"], sandbox=sandbox, wanted=wanted)
        assert by_hand(course, "read") == (None, 1.5, False)
    answer(course, "read", "The order stays, and the loss grows.")
    found = grade(course, CH04, students=["read"], sandbox=sandbox)
    assert found.fresh == 0  # the code is known
    assert by_hand(course, "read") == (None, 1.5, True)
    graded_copy = course.autograded("read", CH04).read_text(encoding="utf-8")
    assert "and the loss grows" in graded_copy
    answer(course, "read", "")
    grade(course, CH04, students=["read"], sandbox=sandbox)
    assert by_hand(course, "read") == (0.0, 1.5, True)


def test_nbgrader_autograde_treats_written_answers_alike(graded, course, tmp_path, bubblewrap, sandbox):
    answer(course, "writes", "The order stays.")
    answer(course, "silent", "")
    grade(course, CH04, students=["writes", "silent"], sandbox=sandbox)
    by_hand(course, "writes", 2.0)
    copy = tmp_path / "course"
    shutil.copytree(course.root, copy, ignore=shutil.ignore_patterns("results", "autograded"))
    copied = Course.read(copy / "course.yaml")
    for student in ("writes", "silent"):
        nbgrader(copy, "autograde", CH04, "--force", f"--student={student}")
        assert by_hand(copied, student) == by_hand(course, student)
    answer(copied, "writes", "Another answer.")
    nbgrader(copy, "autograde", CH04, "--force", "--student=writes")
    assert by_hand(copied, "writes") == (None, 2.0, True)


def test_the_rubric_stands_in_the_graded_copy_and_in_no_released_one(graded, course, sandbox):
    answer(course, "writes", "The order stays.")
    grade(course, CH04, students=["writes"], sandbox=sandbox)
    question = read_question(course.reference / CH04 / "when_is_accuracy_blind.md")
    asked, answered = written_cells(course.autograded("writes", CH04))
    assert asked.endswith(question.rubric)
    assert answered == "The order stays."
    generate_feedback(course, CH04, "writes")
    html = (course.root / "feedback" / "writes" / CH04 / f"{CH04}.html").read_text(encoding="utf-8")
    assert "How the points are given" in html
    asked, stub = written_cells(course.released(CH04))
    assert asked.endswith(question.statement)
    assert stub == "*Write your answer here.*"


def written_cells(path: Path) -> list[str]:
    """Return the sources of question and answer."""
    cells = nbformat.read(path, 4).cells
    return [cell.source for cell in cells if "question" in cell.metadata.get("fathom", {})]


# What bad input gets.


def write(course: Course, student: str, content: str | None) -> None:
    path = course.submitted(student, CH04)
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        path.write_text(content, encoding="utf-8")


def with_softmax(course: Course, source: str, extra: str = "") -> str:
    notebook = nbformat.read(course.root / "solutions" / CH04 / f"{CH04}.ipynb", 4)
    cell = next(cell for cell in notebook.cells if cell.get("id") == "softmax")
    cell.source = source
    if extra:
        notebook.cells.insert(2, nbformat.v4.new_code_cell(extra, id="extra"))
    return nbformat.writes(notebook)


BROKEN = {
    "missing": (None, "is missing"),
    "empty": ("", "is empty"),
    "nojson": ("{not json", "is no notebook"),
    "nocells": ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "is no notebook"),
}
CONDUCT = {
    "syntax": ("def softmax(logits, dim=-1:\n    return", "", "SyntaxError"),
    "raises": ("def softmax(logits, dim=-1):\n    raise KeyError('x')", "", "raised KeyError"),
    "kind": (
        "def softmax(logits, dim=-1):\n    return logits.tolist()",
        "",
        "returned a list; a tensor was expected",
    ),
    "exits": ("def softmax(logits, dim=-1):\n    raise SystemExit", "", "tried to end Python"),
    "forks": (
        "def softmax(logits, dim=-1):\n    import os, time\n    for _ in range(60):\n"
        "        if os.fork() == 0:\n            time.sleep(60)\n    time.sleep(2)",
        "",
        "more memory or processes",
    ),
    "dies": ("def softmax(logits, dim=-1):\n    import os; os._exit(1)", "", "ended the process"),
}


def test_a_notebook_that_cannot_be_read_waits_for_a_human(graded, course, sandbox):
    for student, (content, _) in BROKEN.items():
        write(course, student, content)
    found = grade(course, CH04, students=list(BROKEN), sandbox=sandbox)
    for result in found.results:
        assert BROKEN[result.student][1] in result.needs_human
        assert str(course.submitted(result.student, CH04)) in result.needs_human
    with gradebook(course) as book:
        for student in BROKEN:
            submission = book.find_submission(CH04, student)
            assert (submission.score, submission.needs_manual_grade) == (0, True)


def test_conduct_costs_its_own_exercise_and_nothing_else(graded, course, sandbox):
    for student, (source, _, _) in CONDUCT.items():
        write(course, student, with_softmax(course, source))
    for result in grade(course, CH04, students=list(CONDUCT), sandbox=sandbox).results:
        said = result.notes + [o.message for o in result.verdicts["softmax"].outcomes]
        assert any(CONDUCT[result.student][2] in text for text in said), said
        assert result.verdicts["softmax"].score == 0
        # cross_entropy_from_logits stands on its own and keeps its points.
        other = result.verdicts["cross_entropy_from_logits"]
        assert other.score == other.points


def test_a_cell_that_loops_or_ends_python_costs_itself_alone(graded, course, sandbox, tmp_path):
    for student, extra in {"loops": "while True: pass", "leaves": "import os; os._exit(0)"}.items():
        write(course, student, with_softmax(course, _reference_softmax(course), extra))
    quick = course.model_copy(update={"grading": course.grading.model_copy(update={"cell_seconds": 3.0})})
    for result in grade(quick, CH04, students=["loops", "leaves"], sandbox=sandbox).results:
        assert result.score == sum(verdict.points for verdict in result.verdicts.values())
        assert "grading went on without it" in result.notes[0]


def _reference_softmax(course: Course) -> str:
    return chosen_exercises(course, course.chapter(CH04))[0].solution.cell


def test_code_that_reaches_for_the_kit_is_shown_to_a_human(graded, course, sandbox):
    blind = "import autograder.candidate.forbid as kit\nkit.Watch.__enter__ = lambda watch: None"
    write(course, "blinds", with_softmax(course, _reference_softmax(course), blind))
    (result,) = grade(course, CH04, students=["blinds"], sandbox=sandbox).results
    assert "refers to the kit's own code" in result.needs_human
    with gradebook(course) as book:
        assert book.find_submission(CH04, "blinds").needs_manual_grade


def test_a_missing_given_cell_is_put_back_and_said(graded, course, sandbox):
    notebook = nbformat.read(course.root / "solutions" / CH04 / f"{CH04}.ipynb", 4)
    notebook.cells = [cell for cell in notebook.cells if cell.get("id") != "setup"]
    write(course, "nosetup", nbformat.writes(notebook))
    (result,) = grade(course, CH04, students=["nosetup"], sandbox=sandbox).results
    assert result.score == sum(verdict.points for verdict in result.verdicts.values())
    assert "'setup' was missing and was put back" in result.repairs[0]


def test_a_student_who_handed_nothing_in_is_named(course):
    with pytest.raises(FathomError, match="handed nothing in"):
        grade(course, CH04, students=["nobody"])


def test_student_text_is_escaped_in_feedback_and_report(graded, course, sandbox):
    planted = "<script>document.title = 'planted'</script>"
    source = f'def softmax(logits, dim=-1):\n    raise ValueError("{planted}")'
    write(course, "script", with_softmax(course, source, f'raise ValueError("{planted}")'))
    grade(course, CH04, students=["script"], sandbox=sandbox)
    generate_feedback(course, CH04, "script")
    for path in (course.root / "feedback" / "script" / CH04 / f"{CH04}.html", write_report(course, CH04)):
        assert planted not in path.read_text(encoding="utf-8")
