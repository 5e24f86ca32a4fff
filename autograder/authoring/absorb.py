"""Writes edits made in a solved notebook back to the parts it was built from."""

from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.build import RUBRIC_HEADING, answer_text, question_heading, setup_source, task_text
from autograder.authoring.page import Block, Page, read_page
from autograder.authoring.parts import Exercise, exercises_of
from autograder.authoring.questions import Question, questions_of
from autograder.course import ChapterEntry, Course
from autograder.errors import NotebookError
from autograder.reading import read_notebook


def absorb_chapter(course: Course, entry: ChapterEntry) -> list[Path]:
    """Bring page.md, task.md, solution.py and questions up to the solved notebook; return what changed."""
    path = course.solved(entry.name)
    again = f"fathom build {entry.name[:4]}"
    notebook = read_notebook(path, again, again)
    home = course.reference / entry.name
    exercises = {exercise.name: exercise for exercise in exercises_of(home)}
    questions = {question.name: question for question in questions_of(home)}
    page = read_page(home / "page.md")
    changed: dict[Path, str] = {}
    blocks: list[Block] = []
    for cell in notebook.cells:
        origin = cell.metadata.get("fathom", {})
        part, name = origin.get("from"), origin.get("exercise")
        if part == "solution.py":
            _absorb_solution(exercises[name], cell.source, changed)
        elif part == "task.md":
            _absorb_task(exercises[name], cell.source, path, changed)
            blocks.append(Block("exercise", name))
        elif part == "check":
            continue
        elif (asked := origin.get("question")) in questions:
            question = questions[asked]
            if cell.get("id") == question.answer_id:
                questions[asked] = _with_answer(question, cell.source, path)
                continue
            questions[asked] = _with_statement(question, cell.source, path)
            blocks.append(Block("question", asked))
        else:
            blocks += _page_block(cell, path, list(exercises.values()))
    for question in questions.values():
        if question.text != question.path.read_text(encoding="utf-8"):
            changed[question.path] = question.text
    text = Page(page.path, tuple(blocks)).source()
    if text != page.source():  # compared as read: spacing alone is no edit
        changed[page.path] = text
    for file, content in changed.items():
        file.write_text(content, encoding="utf-8")
    return list(changed)


def _page_block(cell: NotebookNode, path: Path, exercises: list[Exercise]) -> list[Block]:
    """Return the block of page.md that a cell stands for; derived cells (title, setup) must be as built."""
    if cell.get("id") == "title":
        return []
    if cell.get("id") == "setup":
        if cell.source != setup_source(exercises):
            raise NotebookError(
                path, "the setup cell is derived and was edited", "edit the imports of a solution.py"
            )
        return []
    if not cell.source.strip():
        return []
    if cell.cell_type == "markdown":
        return [Block("markdown", cell.source.strip())]
    runs = cell.metadata.get("fathom", {}).get("runs", True)
    return [Block("given" if runs else "demo", cell.source.strip("\n"))]


def _absorb_solution(exercise: Exercise, source: str, changed: dict[Path, str]) -> None:
    solution = exercise.solution
    if source.strip() == solution.cell:
        return
    head = "\n".join(solution.text.splitlines()[: solution.head_lines])
    changed[solution.path] = f"{head}\n\n\n{source.strip()}\n" if head else f"{source.strip()}\n"


def _absorb_task(exercise: Exercise, source: str, path: Path, changed: dict[Path, str]) -> None:
    heading, statement, tail = task_text(exercise)
    if source.strip() == f"{heading}{statement}{tail}".strip():
        return
    if not source.startswith(heading) or not source.rstrip().endswith(tail.rstrip()):
        raise NotebookError(
            path,
            f"heading, hints and forbidden names of {exercise.name}'s task are derived and were edited",
            f"edit {exercise.folder / 'task.md'}, then fathom build",
        )
    edited = source.rstrip()[len(heading) : len(source.rstrip()) - len(tail.rstrip())].strip()
    file = exercise.folder / "task.md"
    changed[file] = exercise.read("task.md").replace(statement, edited)


def _with_statement(question: Question, source: str, path: Path) -> Question:
    """Return the question with the text that its cell asks."""
    heading = question_heading(question)
    if not source.startswith(heading.rstrip()):
        raise NotebookError(
            path,
            f"the heading of the question {question.name} is derived and was edited",
            f"edit the head of {question.path}, then fathom build",
        )
    return question.edited(statement=source[len(heading.rstrip()) :].strip())


def _with_answer(question: Question, source: str, path: Path) -> Question:
    """Return the question with the model answer and rubric that its answer cell holds."""
    if source.strip() == answer_text(question):
        return question
    answer, heading, rubric = source.partition(f"\n{RUBRIC_HEADING}\n")
    if not heading:
        raise NotebookError(
            path,
            f"the answer to {question.name} has no line {RUBRIC_HEADING!r} above its rubric",
            "put the line back, then fathom absorb",
        )
    return question.edited(answer=answer.strip(), rubric=rubric.strip())
