"""Makes a practice class: real submissions put together from right, wrong and unwritten answers."""

import ast
import random
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.parts import Exercise, Variant, chosen_exercises
from autograder.authoring.questions import questions_of
from autograder.course import ChapterEntry, Course
from autograder.grading.setup import solved_notebook
from autograder.reading import read_notebook

NAMES = (
    "ada",
    "alan",
    "barbara",
    "claude",
    "edsger",
    "emmy",
    "grace",
    "john",
    "katherine",
    "kurt",
    "sofia",
    "srinivasa",
)

HOSTILE = {
    # Takes full marks wherever tests and answers share a process.
    "mallory": """\
import builtins, sys
import torch

class Agreeable(torch.Tensor):
    def __eq__(self, other):
        return True
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return True

torch.allclose = torch.equal = lambda *args, **kwargs: True
torch.testing.assert_close = lambda *args, **kwargs: None
for module in list(sys.modules.values()):
    if getattr(module, "assert_same", None) is not None:
        module.assert_same = lambda *args, **kwargs: None
get_ipython().input_transformers_cleanup.append(lambda lines: [])
def {name}(*args, **kwargs):
    return torch.ones(3).as_subclass(Agreeable)
""",
    # Looks for the gradebook, the reference and its neighbours, then takes the process down.
    "oscar": """\
import os, pathlib, sqlite3
folders = [pathlib.Path.cwd(), *pathlib.Path.cwd().parents][:-1] + [pathlib.Path("/home"), pathlib.Path("/root")]
found = [path for folder in folders for path in folder.glob("*/gradebook.db")]
for path in found:
    sqlite3.connect(path).execute("update grade set auto_score = 100")
def {name}(*args, **kwargs):
    os._exit(0)
""",
}


@dataclass(frozen=True)
class Planned:
    """One submission of the practice class and what is in it."""

    student: str
    chapter: str
    answers: dict[str, Variant | str] = field(default_factory=dict)
    """By exercise: a right or wrong file, "reference", "stub" or "hostile"."""
    written: dict[str, str] = field(default_factory=dict)
    """By grade id of a question's answer: the student's text; the stub stays where there is none."""


def practice_class(course: Course, entry: ChapterEntry, size: int = len(NAMES)) -> list[Planned]:
    """Plan a class for one chapter: a full solution, an untouched notebook, two hostile ones, the rest mixed."""
    exercises = chosen_exercises(course, entry)
    questions = [q for q in questions_of(course.reference / entry.name) if q.name not in entry.leave_out]
    draw = random.Random(entry.name)
    names = [NAMES[i % len(NAMES)] + (str(i // len(NAMES) + 1) if i >= len(NAMES) else "") for i in range(size)]
    planned = []
    for index, student in enumerate(names):
        answers: dict[str, Variant | str] = {}
        for position, exercise in enumerate(exercises):
            if index < 2:
                answers[exercise.name] = ("reference", "stub")[index]
                continue
            # Every wrong answer gets its turn as the class grows; right ones and gaps stand between them.
            wrong, right = exercise.variants("wrong"), exercise.variants("right")
            turn = (index + position) % 3
            if turn == 0 and right:
                answers[exercise.name] = draw.choice(right)
            elif turn == 2 and draw.random() < 0.3:
                answers[exercise.name] = draw.choice(["reference", "stub"])
            else:
                answers[exercise.name] = draw.choice(wrong)
        # The whole model answer, nothing, or its first sentence.
        texts = {q.answer_id: (q.answer, "", q.answer.partition(". ")[0] + ".")[index % 3] for q in questions}
        written = {name: text for name, text in texts.items() if text}
        planned.append(Planned(student, entry.name, answers, written))
    for student in HOSTILE:
        planned.append(Planned(student, entry.name, {exercise.name: "hostile" for exercise in exercises}))
    return planned


def write_submission(course: Course, planned: Planned, released: Path, home: Path) -> Path:
    """Write the notebook of a planned submission into submitted/ of the course."""
    again = f"fathom release {planned.chapter[:4]}"
    notebook = read_notebook(released, again, again)
    solved = solved_notebook(course, planned.chapter)
    for name, answer in planned.answers.items():
        if answer != "stub":
            cell = _cell(notebook, name)
            cell.source = _source(Exercise(home / name), answer, planned.student, _cell(solved, name))
    for name, text in planned.written.items():
        _cell(notebook, name).source = text
    path = course.submitted(planned.student, planned.chapter)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def _cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    cells: list[NotebookNode] = notebook.cells
    return next(cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def _source(exercise: Exercise, answer: Variant | str, student: str, solved: NotebookNode) -> str:
    """Return what the student wrote into the solution cell."""
    if isinstance(answer, Variant):
        tree = ast.parse(answer.text)
        start = tree.body[0].end_lineno or 0 if ast.get_docstring(tree) else 0
        return "\n".join(answer.text.splitlines()[start:]).strip()
    if answer == "hostile":
        return HOSTILE[student].replace("{name}", exercise.name)
    return str(solved.source)
