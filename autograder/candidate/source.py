"""Reads what the source of student code refers to, before any of it runs."""

import ast
import functools
import importlib
import inspect
import linecache
import textwrap
import tokenize
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

CONTAINERS = (list, tuple, dict, set, str, np.ndarray)
"""Values that are no tensors but have methods of the same names: items.sort() is no torch.sort."""


@dataclass(frozen=True)
class Reference:
    """Something that student code refers to; line 0 where no line says so."""

    thing: Any
    written: str
    function: str
    line: int


def references(function: Any) -> Iterator[Reference]:
    """Yield what a function or class and the student's own code that it uses refer to.

    Names are resolved where the code would find them: closure, imports of its own, globals. A method of a
    value that only a run would show counts as a tensor's, unless the student or a container has one of that
    name: the run itself sees the rest.
    """
    reader = _Reader(_space(_bare(function)))
    waiting, seen = [_bare(function)], [_bare(function)]
    while waiting:
        for reference in reader.read(waiting.pop(0)):
            yield reference
            thing = _bare(reference.thing)
            if reader.is_own(thing) and not any(thing is one for one in seen):
                waiting.append(thing)
                seen.append(thing)


def _bare(thing: Any) -> Any:
    """Return what a partial, a decorated function or a method is made from."""
    for _ in range(100):  # a wrapper can be made to wrap itself
        if isinstance(thing, functools.partial):
            thing = thing.func
        elif isinstance(thing, staticmethod | classmethod | types.MethodType):
            thing = thing.__func__
        elif isinstance(thing, property):
            thing = thing.fget
        elif "__wrapped__" in getattr(thing, "__dict__", ()):
            thing = thing.__wrapped__
        else:
            break
    return thing


def _space(thing: Any) -> dict[str, Any]:
    """Return the globals of a function, of a class's methods, or of an instance's class."""
    if isinstance(thing, types.FunctionType):
        return thing.__globals__
    functions = (_bare(value) for value in vars(thing if isinstance(thing, type) else type(thing)).values())
    return next((one.__globals__ for one in functions if isinstance(one, types.FunctionType)), {})


class _Reader:
    """Reads functions and classes of one namespace."""

    def __init__(self, space: dict[str, Any]) -> None:
        self.space = space
        classes = [value for value in space.values() if isinstance(value, type) and self.is_own(value)]
        self.methods = {name for one in classes for name in vars(one)}

    def is_own(self, thing: Any) -> bool:
        """Tell whether a function or class is the student's."""
        if isinstance(thing, type):
            return thing.__module__ == self.space.get("__name__")
        return isinstance(thing, types.FunctionType) and thing.__globals__ is self.space

    def read(self, thing: Any) -> Iterator[Reference]:
        """Yield what a function, the methods and values of a class, or anything else by itself refers to."""
        kind = thing if isinstance(thing, type) else type(thing)
        if isinstance(thing, types.FunctionType):
            yield from self._read_function(thing)
        elif not self.is_own(kind):
            yield Reference(thing, getattr(thing, "__name__", kind.__name__), "", 0)
        else:
            for name, value in list(vars(kind).items()):
                part = _bare(value)
                if isinstance(part, types.FunctionType) and self.is_own(part):
                    yield from self._read_function(part)
                elif not name.startswith("__"):
                    yield Reference(part, f"{kind.__name__}.{name}", kind.__name__, 0)

    def _read_function(self, function: types.FunctionType) -> Iterator[Reference]:
        name, first = function.__name__, function.__code__.co_firstlineno
        for parameter, value in _defaults(function).items():
            yield Reference(_bare(value), parameter, name, first)
        try:
            tree = ast.parse(source_of(function))
        except (SyntaxError, ValueError, RecursionError, tokenize.TokenError):  # a lambda inside an expression
            return
        names = _Names(tree, {**self.space, **_closure(function)}, self.methods)
        for node in names.nodes:
            for written, thing in names.referred(node):
                yield Reference(_bare(thing), written, name, first + node.lineno - 1)


class _Names:
    """What names, dotted names and methods in one function's source stand for."""

    def __init__(self, tree: ast.Module, scope: dict[str, Any], methods: set[str]) -> None:
        self.nodes = sorted(
            (node for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt)),
            key=lambda node: (node.lineno, node.col_offset, -(node.end_col_offset or 0)),
        )
        self.local = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        self.methods = set(methods)
        imported: dict[str, Any] = {}
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.local.add(node.id)
            elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node is not tree.body[0]:
                self.local.add(node.name)
                self.methods.add(node.name)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                imported |= _imported(node)
        self.local -= imported.keys()
        self.scope = {**scope, **imported}

    def referred(self, node: ast.expr | ast.stmt) -> Iterator[tuple[str, Any]]:
        """Yield what a node stands for, with the words of the source."""
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node).items()
        elif isinstance(node, ast.Name | ast.Attribute):
            thing = self._lookup(node)
            if thing is None and isinstance(node, ast.Attribute):
                thing = self._method(node)
            if thing is not None:
                yield ast.unparse(node), thing

    def _lookup(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Name):
            return None if node.id in self.local else self.scope.get(node.id)
        if isinstance(node, ast.Attribute):
            owner = self._lookup(node.value)
            if isinstance(owner, types.ModuleType | type):
                return getattr(owner, node.attr, None)
        return None

    def _method(self, node: ast.Attribute) -> Any:
        """Return Tensor's method of that name, or None where the value may well be something else."""
        owner = self._lookup(node.value)
        name = node.attr
        if not (owner is None or isinstance(owner, torch.Tensor)) or name in self.methods:
            return None
        own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        if owner is None and (own or any(hasattr(kind, name) for kind in CONTAINERS)):
            return None
        return getattr(torch.Tensor, name, None)


def _imported(node: ast.Import | ast.ImportFrom) -> dict[str, Any]:
    """Import what a statement imports, and return it by the names that it gets."""
    found: dict[str, Any] = {}
    for alias in node.names:
        try:
            if isinstance(node, ast.Import):
                module = importlib.import_module(alias.name)
                root = alias.name.partition(".")[0]
                found[alias.asname or root] = module if alias.asname else importlib.import_module(root)
            elif node.module:
                module = importlib.import_module(node.module)
                found[alias.asname or alias.name] = getattr(module, alias.name, None)
        except Exception:  # whatever goes wrong in a module of theirs goes wrong again when the code runs
            continue
    return found


def _defaults(function: types.FunctionType) -> dict[str, Any]:
    """Return the parameters that have a default, with it."""
    values, positional = function.__defaults__ or (), function.__code__.co_argcount
    names = function.__code__.co_varnames[positional - len(values) : positional]
    return {**dict(zip(names, values, strict=False)), **(function.__kwdefaults__ or {})}


def _closure(function: types.FunctionType) -> dict[str, Any]:
    """Return the names that a function has from the functions around it."""
    found = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not assigned yet
            continue
    return found


def source_of(function: types.FunctionType) -> str:
    """Return the source of a function.

    inspect.getsource would do, but looks through every module's file first: 300 ms with torch loaded.
    """
    code = function.__code__
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    return textwrap.dedent("".join(inspect.getblock(lines))) if lines else ""
