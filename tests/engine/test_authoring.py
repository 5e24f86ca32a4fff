"""Parts, page, build, absorb, new and the gate: each works, and each fault is said with file and next command."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.absorb import absorb_chapter
from autograder.authoring.build import build_chapter
from autograder.authoring.gate import asks_nothing, findings, question_findings
from autograder.authoring.page import read_page
from autograder.authoring.parts import Exercise, exercises_of, namespace_of
from autograder.authoring.questions import Question, read_question
from autograder.course import Course
from autograder.errors import CourseError, FathomError, NotebookError, PartsError, UnknownExercise

KIT = Path(__file__).parents[2]
CH04 = "ch04_linear_classification"


@pytest.fixture
def course(tmp_path) -> Course:
    """A copy of the course with chapter 4 to write into."""
    shutil.copy(KIT / "course.yaml", tmp_path / "course.yaml")
    shutil.copytree(KIT / "reference" / CH04, tmp_path / "reference" / CH04)
    shutil.copytree(KIT / "solutions" / CH04, tmp_path / "solutions" / CH04)
    return Course.read(tmp_path / "course.yaml")


def softmax(course: Course) -> Exercise:
    return Exercise(course.reference / CH04 / "softmax")


def build(course: Course) -> Path:
    for file in build_chapter(course, course.chapter("ch04")):
        if file.path.suffix == ".ipynb":
            file.write()
    return course.solved(CH04)


def test_building_twice_gives_the_same_bytes(course):
    one = [file.content for file in build_chapter(course, course.chapter("ch04"))]
    two = [file.content for file in build_chapter(course, course.chapter("ch04"))]
    assert one == two


def test_the_solved_notebook_is_valid_and_its_ids_derive_from_names(course):
    notebook = nbformat.read(build(course), 4)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert {"title", "setup", "softmax-task", "softmax", "check-softmax"} <= set(ids)


def test_a_chapter_may_leave_exercises_out(course):
    (course.root / "course.yaml").write_text(
        f"title: Short\nchapters:\n  - {{name: {CH04}, title: T, leave_out: [image_grid]}}\n"
    )
    short = Course.read(course.root / "course.yaml")
    notebook = build_chapter(short, short.chapter("ch04"))[0].content
    assert "check-softmax" in notebook
    assert "check-image_grid" not in notebook


def test_a_chapter_cannot_leave_out_what_others_need(course):
    (course.root / "course.yaml").write_text(
        f"title: Short\nchapters:\n  - {{name: {CH04}, title: T, leave_out: [cross_entropy_from_logits]}}\n"
    )
    short = Course.read(course.root / "course.yaml")
    with pytest.raises(CourseError, match=r"leaves out 'cross_entropy_from_logits', which '.*' needs"):
        build_chapter(short, short.chapter("ch04"))


def test_absorbing_an_untouched_notebook_changes_nothing(course):
    build(course)
    assert absorb_chapter(course, course.chapter("ch04")) == []


def test_edits_in_the_solved_notebook_come_back_to_the_parts_and_survive_a_build(course):
    path = build(course)
    notebook = nbformat.read(path, 4)
    by_id = {cell.id: cell for cell in notebook.cells}
    by_id["softmax"].source = by_id["softmax"].source.replace("shifted", "moved")
    by_id["softmax-task"].source = by_id["softmax-task"].source.replace("Turn scores", "Make scores")
    prose = next(cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.id.startswith("text-"))
    prose.source += "\n\nOne sentence more."
    notebook.cells.insert(notebook.cells.index(by_id["softmax-task"]), nbformat.v4.new_markdown_cell("A new cell."))
    nbformat.write(notebook, path)
    changed = {file.name for file in absorb_chapter(course, course.chapter("ch04"))}
    assert changed == {"solution.py", "task.md", "page.md"}
    again = Exercise(course.reference / CH04 / "softmax")
    assert "moved" in again.solution.text
    assert again.solution.imports == ("import torch", "from torch import Tensor")
    assert again.statement.startswith("Make scores")
    rebuilt = nbformat.read(build(course), 4)
    texts = [cell.source for cell in rebuilt.cells]
    assert any("One sentence more." in text for text in texts)
    assert any(text.endswith("A new cell.") for text in texts)  # markdown joins the markdown before it
    assert absorb_chapter(course, course.chapter("ch04")) == []


QUESTION = "when_is_accuracy_blind"
ASKS = f"{{question}} {QUESTION}"


def test_a_question_is_a_locked_cell_and_below_it_one_for_the_answer(course):
    cells = nbformat.read(build(course), 4).cells
    at = next(index for index, cell in enumerate(cells) if cell.id == f"question-{QUESTION}")
    asked, answer = cells[at : at + 2]
    question = read_question(course.reference / CH04 / f"{QUESTION}.md")
    assert asked.source.startswith(
        f"### Question: {question.head.title}\n\n*Section 4.1, 2 points, given by a human"
    )
    assert asked.source.endswith(question.statement)
    assert (asked.cell_type, asked.metadata.nbgrader.locked, asked.metadata.nbgrader.grade) == (
        "markdown",
        True,
        False,
    )
    facts = answer.metadata.nbgrader
    assert (facts.grade, facts.solution, facts.locked, facts.points) == (True, True, False, 2.0)
    assert answer.source == f"{question.answer}\n\n#### Rubric\n\n{question.rubric}"
    assert asked.metadata.fathom["from"] == answer.metadata.fathom["from"] == f"{QUESTION}.md"
    chapter = json.loads(build_chapter(course, course.chapter("ch04"))[1].content)
    assert chapter["questions"][0] == {
        "id": QUESTION,
        "title": question.head.title,
        "section": "4.1",
        "points": 2.0,
    }


def test_edits_of_question_answer_and_rubric_come_back_to_the_file(course):
    path = build(course)
    notebook = nbformat.read(path, 4)
    by_id = {cell.id: cell for cell in notebook.cells}
    by_id[f"question-{QUESTION}"].source += " Be brief."
    answer = by_id[f"answer-{QUESTION}"]
    answer.source = answer.source.replace("stays exactly", "remains").replace("- 1: the accuracy", "- 1: it")
    nbformat.write(notebook, path)
    file = course.reference / CH04 / f"{QUESTION}.md"
    assert absorb_chapter(course, course.chapter("ch04")) == [file]
    question = read_question(file)
    assert question.statement.endswith(" Be brief.")
    assert "remains" in question.answer
    assert question.items[0][1].startswith("it is unchanged")
    build(course)
    assert absorb_chapter(course, course.chapter("ch04")) == []
    answer.source = answer.source.replace("- 1: it", "- 2: it")
    nbformat.write(notebook, path)
    with pytest.raises(PartsError, match="a rubric of 3 points for a question of 2"):
        absorb_chapter(course, course.chapter("ch04"))
    answer.source = answer.source.replace("#### Rubric", "")
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError, match="has no line '#### Rubric' above its rubric"):
        absorb_chapter(course, course.chapter("ch04"))


def test_a_question_that_page_md_names_and_nobody_wrote_shows_the_shape_of_its_file(course):
    (course.reference / CH04 / f"{QUESTION}.md").unlink()
    with pytest.raises(PartsError, match=rf"{QUESTION}\.md: is missing, and page\.md asks") as caught:
        build_chapter(course, course.chapter("ch04"))
    shape = str(caught.value).partition("write the file like this:\n")[2]
    assert Question(course.reference / CH04 / "shape.md", shape).items == (
        (1.0, "names the one thing"), (1.0, "gives the reason for it"),
    )  # fmt: skip


def test_the_gate_looks_at_questions(course):
    home = course.reference / CH04
    assert list(question_findings(home)) == []
    assert not asks_nothing(home)
    edit(home / f"{QUESTION}.md", "- 1: the accuracy", "- 1: " + "really " * 120)
    (home / "forgotten.md").write_text("---\n")
    found = "\n".join(question_findings(home))
    assert "whoever reads an answer has a minute" in found
    assert "forgotten.md: page.md has no line {question} forgotten" in found
    edit(home / "page.md", f"{{question}} {QUESTION}\n", "")
    edit(home / "page.md", "{question} test_set_policy\n", "")
    assert asks_nothing(home)


def test_an_edit_of_a_derived_cell_is_refused(course):
    path = build(course)
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.id == "setup").source += "\nimport os"
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError, match=r"setup cell is derived.*\n  next: edit the imports"):
        absorb_chapter(course, course.chapter("ch04"))


def test_a_new_exercise_passes_its_own_gate(tmp_path):
    """The author's first command, in a copy of the kit, because public checks live in the package."""
    kit = tmp_path / "kit"
    ignore = shutil.ignore_patterns(".venv", ".git", "demo", "dist", "*cache*", "solutions", "assignments", "tests")
    shutil.copytree(KIT, kit, ignore=ignore)

    def fathom(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "autograder.cli", *arguments]
        return subprocess.run(command, cwd=kit, capture_output=True, text=True, check=False)

    made = fathom("new", "ch05", "double_it")
    assert made.returncode == 0, made.stderr
    checked = fathom("check", "ch05/double_it")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "nothing to mend" in checked.stdout
    built = fathom("build", "ch05")
    assert built.returncode == 0, built.stderr
    assert fathom("build", "ch05", "--check").returncode == 0
    (kit / "reference/ch05_multilayer_perceptrons/double_it/wrong/squares.py").write_text(
        '"""Doubles after all.\n\nFails: test_doubles_every_entry\n"""\n\n\ndef double_it(X):\n    return 2 * X\n'
    )
    checked = fathom("check", "ch05/double_it")
    assert checked.returncode == 1
    assert "passes test_doubles_every_entry, which it must fail" in checked.stdout
    again = fathom("new", "ch05", "double_it")
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_the_reference_is_importable():
    import torch

    from reference.ch04_linear_classification import cross_entropy_from_logits, softmax

    assert torch.equal(softmax(torch.zeros(1, 2)), torch.full((1, 2), 0.5))
    assert callable(cross_entropy_from_logits)


def test_needed_neighbours_are_in_the_namespace():
    exercise = next(e for e in exercises_of(KIT / "reference" / CH04) if e.head.needs)
    assert set(exercise.head.needs) <= set(namespace_of(exercise))


# What bad parts get.


def edit(path: Path, old: str | None, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old is None or old in text
    path.write_text(text + f"\n{new}" if old is None else text.replace(old, new, 1), encoding="utf-8")


BAD = {
    "unknown key in task.md": (
        "softmax/task.md", "points: 3", "points: 3\npionts: 4", r"task\.md: unknown key 'pionts'\n  next: edit",
    ),
    "no points": ("softmax/task.md", "points: 3\n", "", r"task\.md: points: field required"),
    "no head": ("softmax/task.md", "---\n", "", r"has no head between two lines"),
    "head is not YAML": ("softmax/task.md", "title: Softmax", "title: [", r"head is not YAML"),
    "need of an unknown neighbour": (
        "softmax/task.md", "points: 3", "points: 3\nneeds: [nothing]", r"needs 'nothing', which does not come",
    ),
    "solution without region": ("softmax/solution.py", "### BEGIN SOLUTION", "", r"needs ### BEGIN SOLUTION"),
    "solution with another name": ("softmax/solution.py", "def softmax", "def softmin", r"defines no softmax"),
    "solution that is not Python": ("softmax/solution.py", "def softmax(", "def softmax((", r"py:\d+: is not"),
    "page names an exercise without a folder": (
        "page.md", "{exercise} softmax", "{exercise} softmax\n\n{exercise} sotfmax",
        r"names the exercise 'sotfmax', which has no folder\n  next: fathom new ch04 sotfmax",
    ),
    "page names an exercise twice": (
        "page.md", "{exercise} softmax", "{exercise} softmax\n\n{exercise} softmax", r"names .* 'softmax' twice",
    ),
    "page with an unknown cell kind": ("page.md", "```python", "```python dmeo", r"unknown kind of cell 'dmeo'"),
    "page names a question twice": (
        "page.md", ASKS, f"{ASKS}\n\n{ASKS}", r"names the question .* twice",
    ),
    "page gives a question an exercise's name": (
        "page.md", ASKS, "{question} softmax", r"gives a question the taken name 'softmax'",
    ),
    "page with an unknown line": ("page.md", "{question}", "{qeustion}", r"next: write \{exercise\} NAME or \{q"),
    "unknown key in a question": (f"{QUESTION}.md", "points: 2", "points: 2\nlevel: core", r"unknown key 'level'"),
    "question without answer": (f"{QUESTION}.md", "## Answer", "## Asnwer", r"has no ## Answer\n  next: write"),
    "question without rubric": (f"{QUESTION}.md", "## Rubric", "## Rubrik", r"has no ## Rubric"),
    "rubric without points": (f"{QUESTION}.md", "- 1: the acc", "- the acc", r"items with points: 'the acc"),
    "rubric with another sum": (f"{QUESTION}.md", "- 1: the acc", "- 2: the acc", r"rubric of 3 points for"),
    "page with an open fence": ("page.md", None, "```python\n1", r"a ```python fence is never closed"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_part_is_said_with_file_fault_and_next_command(fault, course):
    name, old, new, said = BAD[fault]
    edit(course.reference / CH04 / name, old, new)
    with pytest.raises(PartsError, match=said) as caught:
        build_chapter(course, course.chapter("ch04"))
    assert "next: " in str(caught.value)


def test_a_missing_part_is_named(course):
    (softmax(course).folder / "solution.py").unlink()
    with pytest.raises(PartsError, match=r"solution\.py: is missing\n  next: fathom new ch04 softmax"):
        build_chapter(course, course.chapter("ch04"))


def test_the_gate_names_what_is_missing_or_out_of_place(course):
    exercise = softmax(course)
    (exercise.folder / "notes.txt").write_text("stray")
    for path in (exercise.folder / "wrong").glob("*.py"):
        path.unlink()
    (exercise.folder / "wrong" / "odd.py").write_text(
        '"""Odd.\n\nFails: test_nothing\n"""\n\n\ndef one_hot():\n    pass\n'
    )
    found = "\n".join(findings(exercise))
    assert "notes.txt: no part of an exercise" in found
    assert "wrong/: 1 answers; at least 4 mistakes" in found
    assert "wrong/odd.py: names test_nothing, which is no check" in found
    assert "wrong/odd.py: defines one_hot, another exercise" in found


def test_the_gate_is_quiet_about_every_exercise():
    course = Course.load(KIT)
    for entry in course.built_chapters():
        for exercise in exercises_of(course.reference / entry.name):
            assert list(findings(exercise)) == [], exercise.name


def test_a_page_reads_back_as_it_was_written():
    for entry in Course.load(KIT).built_chapters():
        page = read_page(KIT / "reference" / entry.name / "page.md")
        again = type(page)(page.path, page.blocks).source()
        assert again.split() == page.path.read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: T\nchapters: []\nchapers: []", "unknown key 'chapers'"),
        ("title: T\nchapters:\n  - {name: four, title: F}", r"chapters\.0\.name"),
        ("title: T\nchapters: []\ngrading: {sandbox: none}", r"grading\.sandbox"),
        ("title: [", "is not YAML"),
        ("just words", "should be a mapping"),
    ],
)
def test_a_bad_course_file_is_said_with_file_fault_and_next_command(tmp_path, text, said):
    path = tmp_path / "course.yaml"
    path.write_text(text)
    with pytest.raises(CourseError, match=said) as caught:
        Course.read(path)
    assert str(path) in str(caught.value)
    assert "next: edit course.yaml" in str(caught.value)


def test_unknown_and_planned_chapters_are_said(course):
    with pytest.raises(UnknownExercise, match=r"ch99: is no chapter of course\.yaml\n  next: use one of: ch01"):
        course.chosen(["ch99"])
    with pytest.raises(UnknownExercise, match="is planned and has no page yet"):
        course.chosen(["ch01"])
    with pytest.raises(CourseError, match=r"no course\.yaml here"):
        Course.load(Path("/"))


def test_every_chapter_of_the_course_is_listed_and_planned_ones_break_nothing():
    course = Course.load(KIT)
    assert [entry.number for entry in course.chapters] == list(range(1, 23))
    assert issubclass(UnknownExercise, FathomError)
