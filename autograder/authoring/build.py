"""Builds a chapter's solved notebook and the facts that ship, from the parts; byte-identical every time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.page import Page, read_page
from autograder.authoring.parts import Exercise, chosen_exercises
from autograder.authoring.questions import Question, questions_of
from autograder.course import FILE, ChapterEntry, Course
from autograder.describe import forbidden_name
from autograder.errors import CourseError, PartsError
from autograder.manifest import CHECKS, Chapter, Facts
from autograder.verdict import in_points

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
RUBRIC_HEADING = "#### Rubric"
CONVENTIONS = """\
Write the body of each function where it says `raise NotImplementedError()`, run the cell, then run the cell
with `check(...)` below it. What `check` shows is a part: grading also checks what else a task says. *Core*
exercises carry the chapter, *extra* ones go further; both earn their points.

Unless a task says otherwise: arguments are left unchanged; the result has the dtype and device of the first
tensor argument and is differentiable wherever the mathematics is; float32 and float64 both work; shapes that
do not fit raise `ValueError`, in your own functions; what a layer of the library raises is fine as it is."""


@dataclass(frozen=True)
class Built:
    """A file that a build makes."""

    path: Path
    content: str

    def is_current(self) -> bool:
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.content

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.content, encoding="utf-8")


def build_chapter(course: Course, entry: ChapterEntry) -> list[Built]:
    """Return the files of one chapter, not yet written: the solved notebook and chapter.json."""
    home = course.reference / entry.name
    page = read_page(home / "page.md")
    exercises = chosen_exercises(course, entry)
    for exercise in exercises:
        for path in (exercise.public_checks, exercise.hidden_checks):
            if not path.is_file():
                raise PartsError(path, "is missing", f"fathom new {entry.name[:4]} {exercise.name}")
    _check_needs(exercises, entry.leave_out)
    questions = [question for question in questions_of(home) if question.name not in entry.leave_out]
    facts = Chapter(
        name=entry.name,
        number=entry.number,
        title=entry.title,
        exercises=tuple(exercise.facts for exercise in exercises),
        questions=tuple(question.facts for question in questions),
    )
    notebook = new_notebook(metadata={**KERNEL, "fathom": {"chapter": entry.name}})
    parts: dict[str, Exercise | Question] = {exercise.name: exercise for exercise in exercises}
    parts |= {question.name: question for question in questions}
    notebook.cells = list(_cells(entry, page, parts))
    text = nbformat.writes(notebook, version=4, indent=1, sort_keys=True) + "\n"
    shipped = json.dumps(facts.model_dump(), indent=1, ensure_ascii=False) + "\n"
    return [
        Built(course.solved(entry.name), text),
        Built(CHECKS / entry.name / "chapter.json", shipped),
    ]


def _check_needs(exercises: list[Exercise], left_out: tuple[str, ...]) -> None:
    known: list[str] = []
    for exercise in exercises:
        for need in exercise.head.needs:
            if need in left_out:
                said = f"leaves out {need!r}, which {exercise.name!r} needs"
                raise CourseError(FILE, said, f"leave out {exercise.name} as well, or neither")
            if need not in known:
                raise PartsError(
                    exercise.folder / "task.md",
                    f"needs {need!r}, which does not come earlier",
                    "edit needs or page.md",
                )
        known.append(exercise.name)


def _cells(entry: ChapterEntry, page: Page, parts: dict[str, Exercise | Question]) -> Iterator[NotebookNode]:
    title = f"# {entry.number}. {entry.title}\n\n{CONVENTIONS}"
    yield _markdown("title", title, {})
    exercises = [part for part in parts.values() if isinstance(part, Exercise)]
    yield _given("setup", setup_source(exercises), {}, demo=False)
    for index, block in enumerate(page.blocks):
        origin = {"from": "page.md", "block": index}
        if block.kind == "markdown":
            yield _markdown(f"text-{index}", block.text, origin)
        elif block.kind in ("given", "demo"):
            yield _given(f"{block.kind}-{index}", block.text, origin, demo=block.kind == "demo")
        elif isinstance(part := parts.get(block.text), Exercise):
            yield from _exercise_cells(part, index)
        elif part is not None:
            yield from _question_cells(part, index)


def setup_source(exercises: list[Exercise]) -> str:
    """Return the first code cell: what the solutions import, pyplot, and check."""
    lines = {line for exercise in exercises for line in exercise.solution.imports}
    plain = {line for line in lines if line.startswith("import ")} | {
        "import torch",
        "import matplotlib.pyplot as plt",
    }
    named: dict[str, set[str]] = {}
    for line in lines - plain:
        module, _, names = line.removeprefix("from ").partition(" import ")
        named.setdefault(module, set()).update(names.split(", "))
    froms = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(named.items())]
    return "\n".join([*sorted(plain), *froms, "", "from autograder import check"])


def task_text(exercise: Exercise) -> tuple[str, str, str]:
    """Return the task cell as heading, statement and what follows it; only the statement is authored."""
    head = exercise.head
    points = in_points(head.points)
    heading = f"### Exercise: {head.title}\n\n*Section {head.section}, {head.level}, {points}*\n\n"
    tail = ""
    if head.forbid:
        tail += f"\n\n**Do without** {_forbidden_words(head.forbid)}."
    unfolded = ""
    for hint in reversed(exercise.facts.hints):  # each hint holds the next one
        unfolded = f"<details><summary>Hint</summary>\n\n{hint}\n\n{unfolded}</details>\n"
    if unfolded:
        tail += f"\n\n{unfolded.rstrip()}"
    return heading, exercise.statement, tail


def _forbidden_words(forbid: tuple[str, ...]) -> str:
    names = dict.fromkeys(map(forbidden_name, forbid))
    return ", ".join(name if " " in name else f"`{name}`" for name in names)


def _exercise_cells(exercise: Exercise, index: int) -> Iterator[NotebookNode]:
    facts: Facts = exercise.facts
    place = {"block": index, "exercise": exercise.name}
    yield _markdown(f"{exercise.name}-task", "".join(task_text(exercise)), {"from": "task.md", **place})
    solution = new_code_cell(exercise.solution.cell, id=exercise.name)
    solution.metadata = NotebookNode(
        fathom={"from": "solution.py", **place},
        nbgrader=_nbgrader(exercise.name, solution=True),
    )
    yield solution
    test = new_code_cell(f'check("{exercise.name}")', id=f"check-{exercise.name}"[:64])
    test.metadata = NotebookNode(
        fathom={"from": "check", **place},
        nbgrader=_nbgrader(f"check-{exercise.name}", grade=True, locked=True, points=facts.points),
    )
    yield test


def question_heading(question: Question) -> str:
    """Return what stands above a question in its cell; it is derived."""
    head = question.head
    points = f"{in_points(head.points)}, given by a human who reads your answer"
    return f"### Question: {head.title}\n\n*Section {head.section}, {points}*\n\n"


def answer_text(question: Question) -> str:
    """Return the source of a question's answer cell in the solved notebook: model answer, then rubric."""
    return f"{question.answer}\n\n{RUBRIC_HEADING}\n\n{question.rubric}"


def _question_cells(question: Question, index: int) -> Iterator[NotebookNode]:
    """Yield the locked question and below it the cell that nbgrader calls a manually graded answer."""
    origin = {"from": question.path.name, "block": index, "question": question.name}
    asked = _markdown(question.cell_id, question_heading(question) + question.statement, origin)
    asked.metadata["nbgrader"] = _nbgrader(question.cell_id, locked=True)
    yield asked
    answer = _markdown(question.answer_id, answer_text(question), origin)
    answer.metadata["nbgrader"] = _nbgrader(
        question.answer_id, grade=True, solution=True, points=question.head.points
    )
    yield answer


def _nbgrader(grade_id: str, **given: Any) -> dict[str, Any]:
    return {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        **given,
    }


def _markdown(name: str, text: str, origin: dict[str, Any]) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(text, id=name, metadata={"fathom": origin} if origin else {})
    return cell


def _given(name: str, text: str, origin: dict[str, Any], *, demo: bool) -> NotebookNode:
    cell: NotebookNode = new_code_cell(text, id=name)
    cell.metadata = NotebookNode(fathom={**origin, "runs": not demo}, nbgrader=_nbgrader(name, locked=True))
    return cell
