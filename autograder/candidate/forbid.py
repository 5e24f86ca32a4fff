"""Holds student code to what an exercise forbids, whatever alias it uses.

``aten::name`` matches operations in the dispatch trace (without overload suffix) and the functions that stand
for them; ``py:path`` matches functions under all their names, modules and what is in them, and classes:
making an instance or, of a layer, calling one. The source is looked at first, for a message that names the
line; the run sees what the source does not show. Only what the code itself does counts: what autograd does
in a backward pass is not its choice.
"""

import contextlib
import sys
import types
from collections.abc import Iterator
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from autograder.candidate.aliases import Rules, resolve
from autograder.candidate.source import Reference, references
from autograder.describe import forbidden_name
from autograder.tracing import EachOperation, is_own


class Forbidden(Exception):
    """The code used what the exercise forbids; ``str`` is the sentence for the student."""

    @classmethod
    def running(cls, entry: str) -> "Forbidden":
        """Return the error for code that runs into a forbidden entry."""
        return cls(
            f"This exercise asks you to do without {forbidden_name(entry)}, and your code uses it{_own_line()}"
        )

    @classmethod
    def written(cls, entry: str, seen: Reference, function: object) -> "Forbidden":
        """Return the error for source of the function, or of its helpers, that refers to a forbidden entry."""
        helper = f" of {seen.function}" if seen.function != getattr(function, "__name__", "") else ""
        place = f"line {seen.line}{helper}: " if seen.line else ""
        return cls(f"{place}{seen.written} {_relation(seen, entry)}, which this exercise asks you to do without")


def _relation(seen: Reference, entry: str) -> str:
    """Return what the written word has to do with the forbidden entry."""
    target = resolve(entry) if entry.startswith("py:") else None
    if seen.written == forbidden_name(entry):
        return "is used"
    if seen.thing is not target and isinstance(target, types.ModuleType):
        return f"belongs to {forbidden_name(entry)}"
    if seen.thing is not target and isinstance(target, type):
        return f"is an instance of {forbidden_name(entry)}"
    return f"is {forbidden_name(entry)}"


def _own_line() -> str:
    """Return where the student's code is now, as in " in line 4 of softmax", or ""."""
    frame = sys._getframe(1)
    while (caller := frame.f_back) is not None:
        frame = caller
        if is_own(frame.f_code.co_filename):
            return f" in line {frame.f_lineno} of {frame.f_code.co_name}"
    return ""


def look_at_source(function: object, forbid: tuple[str, ...]) -> None:
    """Raise Forbidden if the source of the function, or of what it uses, refers to something forbidden."""
    found = list(references(function))  # first, for it imports what the source imports
    rules = Rules(forbid)
    for reference in found:
        if entry := rules.entry_for(reference.thing):
            raise Forbidden.written(entry, reference, function)


class Watch:
    """Context in which forbidden operations raise Forbidden; costs nothing when nothing is forbidden."""

    def __init__(self, forbid: tuple[str, ...]) -> None:
        self.forbid = forbid
        self.stack = contextlib.ExitStack()

    def __enter__(self) -> None:
        if not self.forbid:
            return
        rules = Rules(self.forbid)
        # The function mode sees names that dispatch does not, the dispatch mode what an alias would hide.
        self.stack.enter_context(_Functions(rules))
        self.stack.enter_context(_Operations(rules.aten))
        for entry, target in rules.targets:
            if isinstance(target, type):
                self.stack.enter_context(_refusing(target, "__init__", entry))
                if issubclass(target, torch.nn.Module):  # one that was made before
                    self.stack.enter_context(_refusing(target, "forward", entry))

    def __exit__(self, *exc: object) -> None:
        self.stack.close()


class _Functions(TorchFunctionMode):
    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules = rules
        self.seen: dict[Any, str] = {}

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if func not in self.seen:
            self.seen[func] = self.rules.entry_for(func)
        if entry := self.seen[func]:
            raise Forbidden.running(entry)
        return func(*args, **(kwargs or {}))


class _Operations(EachOperation):
    def __init__(self, aten: frozenset[str]) -> None:
        super().__init__()
        self.aten = aten

    def perform(self, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        if func._schema.name in self.aten and not _by_autograd():
            raise Forbidden.running(func._schema.name)
        return func(*args, **kwargs)


BACKWARD = torch.autograd.graph._engine_run_backward.__code__
MODES = frozenset({"__torch_dispatch__", "perform", "decompose", "__call__"})


def _by_autograd() -> bool:
    """Tell whether an operation comes from a backward pass itself, not from a student's hook or backward."""
    frame: types.FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_name in MODES and not is_own(frame.f_code.co_filename):
        frame = frame.f_back
    return frame is None or frame.f_code is BACKWARD  # a GPU's backward pass has a thread of its own


@contextlib.contextmanager
def _refusing(target: type, method: str, entry: str) -> Iterator[None]:
    """Make a method of a class raise Forbidden for as long as the context lasts."""
    original = target.__dict__.get(method)

    def refuse(*args: object, **kwargs: object) -> None:
        raise Forbidden.running(entry)

    setattr(target, method, refuse)
    try:
        yield
    finally:
        if original is None:
            delattr(target, method)
        else:
            setattr(target, method, original)
