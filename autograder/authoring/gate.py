"""The authors' gate: is an exercise complete, and do its checks accept and reject as they should?"""

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring.page import read_page
from autograder.authoring.parts import PARTS, Exercise
from autograder.authoring.questions import questions_of
from autograder.errors import FathomError

LEAST_WRONG, LEAST_RIGHT, LEAST_HINTS = 4, 2, 3
MOST_ITEMS, MOST_WORDS = 5, 120


def findings(exercise: Exercise) -> Iterator[str]:
    """Yield what is missing or out of place, one sentence each: file and fault."""
    if exercise.name not in read_page(exercise.folder.parent / "page.md").exercises:
        yield f"page.md: has no line {{exercise}} {exercise.name}"
    for path in sorted(exercise.folder.iterdir()):
        if path.name not in PARTS and path.name != "__pycache__":
            yield f"{path.name}: no part of an exercise; remove it"
    wrong, right = exercise.variants("wrong"), exercise.variants("right")
    if len(wrong) < LEAST_WRONG:
        yield f"wrong/: {len(wrong)} answers; at least {LEAST_WRONG} mistakes should be rejected"
    if len(right) < LEAST_RIGHT:
        yield f"right/: {len(right)} answers; at least {LEAST_RIGHT} other ways should be accepted"
    if len(exercise.facts.hints) < LEAST_HINTS:
        yield f"task.md: {len(exercise.facts.hints)} hints; at least {LEAST_HINTS}, from a nudge to nearly there"
    if exercise.facts.points <= 0:
        yield "task.md: points should be positive"
    yield from _check_findings(exercise)
    known = {
        function.name for path in (exercise.public_checks, exercise.hidden_checks) for function in checks(path)
    }
    for variant in wrong:
        if variant.fails not in known:
            yield f"wrong/{variant.path.name}: names {variant.fails}, which is no check of {exercise.name}"
    others = {path.parent.name for path in exercise.folder.parent.glob("*/solution.py")} - {exercise.name}
    for variant in [*wrong, *right]:
        name = f"{variant.path.parent.name}/{variant.path.name}"
        if not variant.explanation:
            yield f"{name}: has no docstring that says what it does"
        for taken in sorted(others & _defined(variant.path)):
            yield f"{name}: defines {taken}, another exercise, whose place it would take in a notebook"


def question_findings(home: Path) -> Iterator[str]:
    """Yield what is wrong with a chapter's written questions; a file that cannot be read raises PartsError."""
    questions = questions_of(home)
    named = {question.path.name for question in questions} | {"page.md"}
    for path in sorted(home.glob("*.md")):
        if path.name not in named:
            yield f"{path.name}: page.md has no line {{question}} {path.stem}"
    titles = [question.head.title for question in questions]
    for question in questions:
        name, words = question.path.name, len(question.rubric.split())
        if question.head.points <= 0:
            yield f"{name}: points should be positive"
        if titles.count(question.head.title) > 1:
            yield f"{name}: another question has the title {question.head.title!r}, by which cells are recognised"
        if len(question.items) > MOST_ITEMS or words > MOST_WORDS:
            yield (
                f"{name}: a rubric of {len(question.items)} items and {words} words; whoever reads an answer has a "
                f"minute for it: at most {MOST_ITEMS} items and {MOST_WORDS} words"
            )


def asks_nothing(home: Path) -> bool:
    """Tell whether a chapter has no written question: worth saying, but no fault of its exercises."""
    return not read_page(home / "page.md").questions


def _check_findings(exercise: Exercise) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in (exercise.public_checks, exercise.hidden_checks):
        if not path.is_file():
            yield f"{path.name}: is missing"
            continue
        if not checks(path):
            yield f"{path.name}: holds no check"
        for function in checks(path):
            if not ast.get_docstring(function):
                yield f"{path.name}: {function.name} has no docstring, the sentence that students read"
            if function.name in seen:
                yield f"{path.name}: {function.name} is also in {seen[function.name]}"
            seen[function.name] = path.name
    if exercise.public_checks.is_file() and "reference" in _imported(exercise.public_checks):
        yield f"{exercise.public_checks.name}: imports reference, which students do not have"


def checks(path: Path) -> list[ast.FunctionDef]:
    """Return the check functions of a file."""
    if not path.is_file():
        return []
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise FathomError(f"{path}:{error.lineno}", f"is not Python: {error.msg}", "edit it") from None
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def _defined(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names
