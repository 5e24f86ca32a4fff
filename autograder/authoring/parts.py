"""The parts that an author writes, read from ``reference/<chapter>/``."""

import ast
import re
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.course import ChapterEntry, Course, explain
from autograder.errors import PartsError, UnknownExercise
from autograder.loading import load, load_source
from autograder.manifest import CHECKS, Facts, close_to

HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
FAILS = re.compile(r"^Fails: (test_\w+)$", re.MULTILINE)
PARTS = {"task.md", "solution.py", "test_hidden.py", "right", "wrong", "equivalent.yaml"}


class TaskHead(BaseModel):
    """The YAML head of task.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    section: str
    level: Literal["core", "extra"] = "core"
    points: float
    seconds: float = 20.0
    forbid: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Equivalent(BaseModel):
    """An automatic mutant that computes the same as the reference, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    change: str
    reason: str


Head = TypeVar("Head", bound=BaseModel)


def read_head(path: Path, text: str, kind: type[Head], shape: str) -> tuple[str, Head, str]:
    """Return a file's YAML head as it is written and as it is read, and what follows it; raise PartsError.

    ``shape`` tells an author whose file has no head what to write.
    """
    match = HEAD.match(text)
    if match is None:
        raise PartsError(path, "has no head between two lines of ---", shape)
    try:
        return match[1], kind(**yaml.safe_load(match[1])), match[2]
    except ValidationError as error:
        raise PartsError(path, explain(error), f"edit the head of {path.name}") from None
    except (yaml.YAMLError, TypeError) as error:
        said = " ".join(str(error).split())
        raise PartsError(path, f"head is not YAML: {said}", f"edit {path.name}") from None


@dataclass(frozen=True)
class Exercise:
    """One exercise's folder."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def chapter(self) -> str:
        return self.folder.parent.name

    @property
    def public_checks(self) -> Path:
        return CHECKS / self.chapter / f"test_{self.name}.py"

    @property
    def hidden_checks(self) -> Path:
        return self.folder / "test_hidden.py"

    def read(self, part: str) -> str:
        path = self.folder / part
        if not path.is_file():
            raise PartsError(path, "is missing", f"fathom new {self.chapter[:4]} {self.name}")
        return path.read_text(encoding="utf-8")

    @cached_property
    def _task(self) -> tuple[TaskHead, str, tuple[str, ...]]:
        shape = "write title, section and points there"
        _, head, body = read_head(self.folder / "task.md", self.read("task.md"), TaskHead, shape)
        statement, _, hints = body.partition("\n## Hints\n")
        items = re.split(r"^(?:[-*]|\d+\.) +", hints, flags=re.MULTILINE)[1:]
        return head, statement.strip(), tuple(" ".join(item.split()) for item in items)

    @property
    def head(self) -> TaskHead:
        return self._task[0]

    @property
    def statement(self) -> str:
        return self._task[1]

    @cached_property
    def solution(self) -> "Solution":
        return Solution(self.folder / "solution.py", self.read("solution.py"), self.name)

    @cached_property
    def facts(self) -> Facts:
        """Return what students may see of this exercise."""
        head, _, hints = self._task
        return Facts(
            id=self.name,
            signature=self.solution.signature,
            parameters=self.solution.parameters,
            returns=self.solution.returns,
            hints=hints,
            **head.model_dump(),
        )

    @cached_property
    def equivalents(self) -> tuple[Equivalent, ...]:
        """Return the mutants marked as equivalent in equivalent.yaml, if there is one."""
        path = self.folder / "equivalent.yaml"
        if not path.is_file():
            return ()
        try:
            return tuple(Equivalent(**item) for item in yaml.safe_load(path.read_text(encoding="utf-8")) or ())
        except (ValidationError, yaml.YAMLError, TypeError) as error:
            said = explain(error) if isinstance(error, ValidationError) else " ".join(str(error).split())
            raise PartsError(
                path, said, "write a list of id, change and reason, as fathom check prints them"
            ) from None

    def variants(self, kind: Literal["right", "wrong"]) -> list["Variant"]:
        folder = self.folder / kind
        return [Variant(self, path) for path in sorted(folder.glob("*.py"))] if folder.is_dir() else []


@dataclass(frozen=True)
class Solution:
    """solution.py: imports, and the code with the region that students write."""

    path: Path
    text: str
    name: str

    @cached_property
    def tree(self) -> ast.Module:
        try:
            return ast.parse(self.text)
        except SyntaxError as error:
            raise PartsError(f"{self.path}:{error.lineno}", f"is not Python: {error.msg}", "edit it") from None

    @cached_property
    def definition(self) -> ast.FunctionDef | ast.ClassDef:
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == self.name:
                return node
        raise PartsError(self.path, f"defines no {self.name}", f"name the function {self.name} as the folder")

    @property
    def signature(self) -> str:
        if isinstance(self.definition, ast.ClassDef):
            return f"class {self.name}"
        returns = f" -> {self.returns}" if self.returns else ""
        return f"{self.name}({ast.unparse(self.definition.args)}){returns}"

    @property
    def returns(self) -> str:
        definition = self.definition
        return (
            ast.unparse(definition.returns)
            if isinstance(definition, ast.FunctionDef) and definition.returns
            else ""
        )

    @property
    def parameters(self) -> tuple[str, ...]:
        function: ast.AST = self.definition
        if isinstance(function, ast.ClassDef):
            inits = [n for n in function.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
            if not inits:
                return ()
            function = inits[0]
        assert isinstance(function, ast.FunctionDef)
        names = tuple(argument.arg for argument in [*function.args.args, *function.args.kwonlyargs])
        return names[1:] if names[:1] == ("self",) else names

    @cached_property
    def imports(self) -> tuple[str, ...]:
        nodes = [node for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        return tuple(ast.unparse(node) for node in nodes)

    @cached_property
    def head_lines(self) -> int:
        """Number of leading lines (docstring, imports) that do not become part of the notebook's cell."""
        last = 0
        for node in self.tree.body:
            text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not text and not isinstance(node, ast.Import | ast.ImportFrom):
                break
            last = node.end_lineno or 0
        return last

    @cached_property
    def cell(self) -> str:
        """Return the source of the notebook's solution cell."""
        if self.text.count(BEGIN) < 1 or self.text.count(BEGIN) != self.text.count(END):
            raise PartsError(self.path, f"needs {BEGIN} and {END} around what students write", "add the two lines")
        return "\n".join(self.text.splitlines()[self.head_lines :]).strip()

    @cached_property
    def stub(self) -> str:
        """Return the whole file with every solution region replaced by NotImplementedError."""
        lines: list[str] = []
        inside = False
        for line in self.text.splitlines():
            if line.strip() == BEGIN:
                inside = True
                lines.append(line[: len(line) - len(line.lstrip())] + "raise NotImplementedError()")
            elif line.strip() == END:
                inside = False
            elif not inside:
                lines.append(line)
        return "\n".join(lines) + "\n"

    def secret_lines(self) -> Iterator[str]:
        """Yield the lines of the solution regions that would give something away."""
        inside = False
        for line in self.text.splitlines():
            text = line.strip()
            if text in (BEGIN, END):
                inside = text == BEGIN
            elif inside and len(text) > 8 and not text.startswith("#"):
                yield text


@dataclass(frozen=True)
class Variant:
    """A file under right/ or wrong/: another correct answer, or a mistake."""

    exercise: Exercise
    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def docstring(self) -> str:
        try:
            return ast.get_docstring(ast.parse(self.text)) or ""
        except SyntaxError as error:
            raise PartsError(f"{self.path}:{error.lineno}", f"is not Python: {error.msg}", "edit it") from None

    @property
    def explanation(self) -> str:
        return self.docstring.partition("\n")[0]

    @property
    def fails(self) -> str:
        """Return the name of the check that this wrong answer must fail."""
        match = FAILS.search(self.docstring)
        if match is None:
            raise PartsError(self.path, "names no check", 'add a docstring line "Fails: test_..."')
        return match[1]


def exercises_of(home: Path) -> list[Exercise]:
    """Return the exercises of a chapter's folder in the order of page.md."""
    from autograder.authoring.page import read_page

    return [Exercise(home / name) for name in read_page(home / "page.md").exercises]


def chosen_exercises(course: Course, entry: ChapterEntry) -> list[Exercise]:
    """Return the exercises of a chapter less those that the course leaves out."""
    return [
        exercise for exercise in exercises_of(course.reference / entry.name) if exercise.name not in entry.leave_out
    ]


def find_exercises(course: Course, name: str) -> list[Exercise]:
    """Return the exercises that ``softmax``, ``ch04/softmax`` or ``ch04`` names."""
    chapter, _, wanted = name.rpartition("/")
    if not chapter and not any(name in (entry.name, entry.name[:4]) for entry in course.chapters):
        entries, wanted = course.built_chapters(), name
    else:
        entries, wanted = course.chosen([chapter or name]), wanted if chapter else ""
    found = [
        exercise
        for entry in entries
        for exercise in exercises_of(course.reference / entry.name)
        if wanted in ("", exercise.name)
    ]
    if not found:
        known = [e.name for entry in entries for e in exercises_of(course.reference / entry.name)]
        close = close_to(wanted, known) or known
        raise UnknownExercise(name, "is no exercise of this course", f"use one of: {', '.join(close)}")
    return found


def namespace_of(exercise: Exercise, path: Path | None = None, text: str | None = None) -> dict[str, Any]:
    """Return the namespace of an answer file, with the exercise's needed neighbours already in it.

    ``path`` defaults to the reference; ``text`` replaces the file's content (the stub).
    """
    given: dict[str, Any] = {}
    for need in exercise.head.needs:
        neighbour = Exercise(exercise.folder.parent / need)
        if not neighbour.folder.is_dir():
            raise PartsError(
                exercise.folder / "task.md", f"needs {need!r}, which is no exercise of the chapter", "edit needs"
            )
        given[need] = namespace_of(neighbour)[need]
    path = path or exercise.folder / "solution.py"
    module = ".".join(("reference", exercise.chapter, exercise.name, path.stem))
    if text is not None:
        return load_source(text, f"{path}:stub", module, given)
    return load(path, module, given)


def as_package(name: str) -> None:
    """Make the module ``reference.<chapter>`` give the reference functions as its attributes."""
    module = sys.modules[name]
    module.__class__ = _ReferenceChapter


class _ReferenceChapter(types.ModuleType):
    """A chapter whose attributes are its exercises' functions, although folders of these names lie in it."""

    def __getattr__(self, name: str) -> Any:
        folder = Path(str(self.__file__)).parent / name
        if name.startswith("_") or not (folder / "solution.py").is_file():
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        function = namespace_of(Exercise(folder))[name]
        self.__dict__[name] = function
        return function

    def __setattr__(self, name: str, value: object) -> None:
        # pytest and the import system bind the folder of an exercise as a submodule; the function keeps the name.
        if not isinstance(value, types.ModuleType):
            super().__setattr__(name, value)
