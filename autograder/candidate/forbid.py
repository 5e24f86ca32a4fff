"""Holds student code to what an exercise forbids, whatever alias it uses.

``aten::name`` matches operations in the dispatch trace (without overload suffix); ``py:path`` matches
functions in the function trace, constructors, and what the source of the function refers to.
"""

import ast
import importlib
import inspect
import linecache
import sys
import textwrap
import types
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.describe import forbidden_name


class Forbidden(Exception):
    """The code used what the exercise forbids."""

    def __init__(self, what: str) -> None:
        name = forbidden_name(what) or what
        super().__init__(f"This exercise asks you to do without {name}, and your code uses it")


class Watch:
    """Context in which forbidden operations raise Forbidden; costs nothing when nothing is forbidden."""

    def __init__(self, forbid: tuple[str, ...]) -> None:
        self.forbid = forbid
        self.stack = ExitStack()

    def __enter__(self) -> None:
        if not self.forbid:
            return
        aten = frozenset(entry for entry in self.forbid if entry.startswith("aten::"))
        python = tuple(entry for entry in self.forbid if entry.startswith("py:"))
        targets = [(entry, target) for entry in python if (target := resolve(entry)) is not None]
        # The function mode also sees what a backward pass would hide, the dispatch mode what an alias would.
        self.stack.enter_context(_Functions(targets, aten))
        self.stack.enter_context(_Operations(aten))
        for entry, target in targets:
            if isinstance(target, type):
                self.stack.enter_context(_NoInstances(entry, target))

    def __exit__(self, *exc: object) -> None:
        self.stack.close()


def resolve(entry: str) -> Any:
    """Return the object that ``py:torch.nn.LSTM`` names, or None while nobody has imported its module.

    Importing it here would cost every forked process its import; code that uses it has imported it.
    """
    parts = entry.removeprefix("py:").split(".")
    for length in range(len(parts), 0, -1):
        if (target := sys.modules.get(".".join(parts[:length]))) is not None:
            for name in parts[length:]:
                target = getattr(target, name, None)
            return target
    return None


class _Functions(TorchFunctionMode):
    def __init__(self, targets: list[tuple[str, Any]], aten: frozenset[str]) -> None:
        super().__init__()
        self.targets = targets
        self.names = {entry.removeprefix("aten::").lstrip("_"): entry for entry in aten}
        self.seen: dict[Any, str] = {}

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if func not in self.seen:
            self.seen[func] = self._entry_for(func)
        if entry := self.seen[func]:
            raise Forbidden(entry)
        return func(*args, **(kwargs or {}))

    def _entry_for(self, func: Any) -> str:
        """Return the forbidden entry that a function falls under, or ""."""
        for entry, target in self.targets:
            if func is target or _inside(func, target):
                return entry
        return self.names.get(getattr(func, "__name__", ""), "")


class _Operations(TorchDispatchMode):
    def __init__(self, aten: frozenset[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.aten = aten

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if func._schema.name in self.aten:
            raise Forbidden(func._schema.name)
        return func(*args, **(kwargs or {}))


class _NoInstances:
    """Makes a class refuse to be instantiated for as long as the context lasts."""

    def __init__(self, entry: str, target: type) -> None:
        self.entry, self.target = entry, target

    def __enter__(self) -> None:
        self.original = self.target.__dict__.get("__init__")

        def refuse(*args: object, **kwargs: object) -> None:
            raise Forbidden(self.entry)

        setattr(self.target, "__init__", refuse)  # noqa: B010  # mypy: a class's __init__ is not assignable

    def __exit__(self, *exc: object) -> None:
        if self.original is None:
            delattr(self.target, "__init__")
        else:
            setattr(self.target, "__init__", self.original)  # noqa: B010


def _inside(thing: Any, target: Any) -> bool:
    """Tell whether ``thing`` belongs to the module ``target``."""
    if not isinstance(target, types.ModuleType):
        return False
    if getattr(torch, getattr(thing, "__name__", "") or "", None) is thing:
        return False  # torch.no_grad is torch's own word, wherever it is defined
    module = thing.__name__ if isinstance(thing, types.ModuleType) else getattr(thing, "__module__", None) or ""
    return module == target.__name__ or module.startswith(target.__name__ + ".")


def look_at_source(function: object, forbid: tuple[str, ...]) -> None:
    """Raise Forbidden if the function's source refers to a forbidden name, resolved in its own globals."""
    python = [entry for entry in forbid if entry.startswith("py:")]
    for thing in list(_referred(function)):  # first, for it imports what the source imports
        for entry in python:
            target = resolve(entry)
            if target is not None and (thing is target or _inside(thing, target)):
                raise Forbidden(entry)


def source_of(thing: Any) -> str:
    """Return the source of a function or of a class's methods.

    inspect.getsource would do, but looks through every module's file first: 300 ms with torch loaded.
    """
    if isinstance(thing, type):
        return "\n".join(source_of(part) for part in vars(thing).values() if isinstance(part, types.FunctionType))
    code = getattr(thing, "__code__", None)
    if code is None:
        return ""
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    return textwrap.dedent("".join(inspect.getblock(lines))) if lines else ""


def _referred(function: Any) -> Iterator[Any]:
    """Yield the modules, classes and functions that the names and dotted names in the source stand for."""
    try:
        tree = ast.parse(source_of(function))
    except SyntaxError:
        return
    scope = dict(getattr(function, "__globals__", {}))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            scope.update(_imported(node))
    local = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node).values()
        elif isinstance(node, ast.Name | ast.Attribute):
            thing = _lookup(node, scope, local)
            if callable(thing) or isinstance(thing, types.ModuleType):
                yield thing
        if isinstance(node, ast.Attribute):
            # A method call on an unknown value: y.backward() is Tensor.backward.
            method = getattr(torch.Tensor, node.attr, None)
            if method is not None and _lookup(node.value, scope, local) is None:
                yield method


def _lookup(node: ast.expr, scope: dict[str, Any], local: set[str]) -> Any:
    if isinstance(node, ast.Name):
        return None if node.id in local else scope.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _lookup(node.value, scope, local)
        if isinstance(owner, types.ModuleType | type):
            return getattr(owner, node.attr, None)
    return None


def _imported(node: ast.Import | ast.ImportFrom) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for alias in node.names:
        try:
            if isinstance(node, ast.Import):
                module = importlib.import_module(alias.name)
                found[alias.asname or alias.name.partition(".")[0]] = (
                    module if alias.asname else importlib.import_module(alias.name.partition(".")[0])
                )
            elif node.module:
                module = importlib.import_module(node.module)
                found[alias.asname or alias.name] = getattr(module, alias.name, None)
        except ImportError:
            continue
    return found
