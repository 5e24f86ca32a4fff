"""Every kind of answer through the real judge and the real nbgrader: what it earns and what it costs."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.parts import Exercise, Variant, exercises_of
from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.book import gradebook
from autograder.grading.classroom import Graded, grade
from autograder.grading.nbgrader_runs import generate_feedback
from autograder.grading.practice import HOSTILE, Planned, write_submission
from autograder.grading.report import write_report
from autograder.judge.grade import Result

CHAPTERS = [entry.name for entry in Course.load(Path(__file__).parents[2]).built_chapters()]
CH04 = "ch04_linear_classification"


def hand_in(course: Course, planned: Planned) -> None:
    write_submission(course, planned, course.released(planned.chapter), course.reference / planned.chapter)


def plans(course: Course, chapter: str) -> list[Planned]:
    """Return a class in which every wrong answer of every exercise stands in one notebook."""
    exercises = exercises_of(course.reference / chapter)
    made = [Planned("reference", chapter, {e.name: "reference" for e in exercises})]
    made.append(Planned("stub", chapter, {e.name: "stub" for e in exercises}))
    made += [Planned(student, chapter, {e.name: "hostile" for e in exercises}) for student in HOSTILE]
    # Two mistakes in one notebook may undo each other where one exercise calls the other: one level at a time.
    for level in range(1 + max(depth(e, exercises) for e in exercises)):
        chosen = [e for e in exercises if depth(e, exercises) == level]
        for number in range(max(len(e.variants("wrong")) for e in chosen)):
            made.append(
                Planned(f"wrong{level}{number:02}", chapter, nth_answers(exercises, chosen, "wrong", number))
            )
    for number in range(max(len(e.variants("right")) for e in exercises)):
        made.append(Planned(f"right{number:02}", chapter, nth_answers(exercises, exercises, "right", number)))
    return made


def depth(exercise: Exercise, exercises: list[Exercise]) -> int:
    """Return how many exercises deep the needs of an exercise go."""
    needed = [e for e in exercises if e.name in exercise.head.needs]
    return 1 + max(depth(e, exercises) for e in needed) if needed else 0


def nth_answers(
    exercises: list[Exercise], chosen: list[Exercise], kind: str, number: int
) -> dict[str, Variant | str]:
    """Return the nth wrong or right file for the chosen exercises, the reference for all others."""
    answers: dict[str, Variant | str] = {e.name: "reference" for e in exercises}
    return answers | {e.name: e.variants(kind)[number] for e in chosen if number < len(e.variants(kind))}


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
        for result in graded[chapter][1].results:
            notebook = book.find_submission_notebook(chapter, chapter, result.student)
            scores = {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}
            assert scores == {f"check-{n}": (v.score, False) for n, v in result.verdicts.items()}


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
    return exercises_of(course.reference / CH04)[0].solution.cell


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
