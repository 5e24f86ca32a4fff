"""Counts decide "vectorised", seconds do not: tensor operations, and lines of the student's own Python."""

import sys
from collections import Counter
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from autograder.answer import AnswerStopped, Function
from autograder.errors import CheckFault
from autograder.toolkit.compare import Mismatch
from autograder.tracing import EachOperation, is_own

MORE_OPERATIONS, MORE_LINES = 2, 8
"""Growth that is let pass: an edge case or a padding step more is no loop."""


def count_operations(function: Function, *args: Any, **kwargs: Any) -> int:
    """Return how many tensor operations one call of the answer performs."""
    return whole(function, function.answer.run(_count, function.name, args, kwargs))


def tally_operations(function: Function, *args: Any, **kwargs: Any) -> dict[str, int]:
    """Return how often one call of the answer performs each operation.

    "aten::mm" is what ran (dispatch; composite operations in their parts), "py:matmul" what the code called
    (function mode): both see x @ y, each under its own name.
    """
    tally = function.answer.run(_tally, function.name, args, kwargs)
    if not isinstance(tally, dict):
        raise AnswerStopped(f"{function.name} sent back no counts")
    return {str(name): whole(function, count) for name, count in tally.items()}


def count_interpreter_work(function: Function, *args: Any, **kwargs: Any) -> int:
    """Return how many lines of the student's own Python one call of the answer executes.

    Each turn of a loop or comprehension counts, also on one line, and so does each call of a function of
    theirs and each number that ``tolist`` takes out of a tensor. What NumPy does with an array is one line.
    """
    return whole(function, function.answer.run(_work, function.name, args, kwargs))


def assert_vectorised(
    function: Function, *, small: tuple[Any, ...], large: tuple[Any, ...], over: str, python: bool = False
) -> None:
    """Assert that the call on ``large`` takes no more tensor operations than the one on ``small``.

    ``over`` names what grows, for the message ("images", "positions", "the batch"); what does not grow may be
    looped over. Every axis of ``small`` has size 2 or more where it grows: some routes drop copies at size 1.
    Two operations of slack. ``python=True`` holds the lines of Python to the same, with eight lines of
    slack: a loop over ``tolist()`` takes no tensor operation at all. Let the axis grow by 16 or more then.
    """
    if _grows_from_one(small, large):
        raise CheckFault("assert_vectorised: an axis of `small` has size 1 and grows; begin at 2")
    few, many = count_operations(function, *small), count_operations(function, *large)
    if many > few + MORE_OPERATIONS:
        raise Mismatch(
            f"{function.name} performed {few} tensor operations on a small input and {many} on a larger one; "
            f"the number should not grow with {over}.",
            f"A Python loop over {over} is the usual cause: let one tensor operation do all of them.",
        )
    if not python:
        return
    few, many = count_interpreter_work(function, *small), count_interpreter_work(function, *large)
    if many > few + MORE_LINES:
        raise Mismatch(
            f"{function.name} executed {few} lines of Python on a small input and {many} on a larger one; "
            f"the number should not grow with {over}.",
            "A Python loop or comprehension over numbers that left their tensor (tolist, numpy, range) is the "
            "usual cause: keep them in the tensor and let its operations do all of them.",
        )


def whole(function: Function, count: Any) -> int:
    """Return a count that came from beside the student's code; raise AnswerStopped if it is none."""
    if type(count) is not int or count < 0:
        raise AnswerStopped(f"{function.name} sent back no count")
    return count


def _grows_from_one(small: tuple[Any, ...], large: tuple[Any, ...]) -> bool:
    pairs = zip(small, large, strict=False)
    both = [(a.shape, b.shape) for a, b in pairs if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor)]
    return any(one == 1 < other for a, b in both for one, other in zip(a, b, strict=False))


class _Counter(EachOperation):
    def __init__(self) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()

    def perform(self, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        self.names[func._schema.name] += 1
        return func(*args, **kwargs)


class _Calls(TorchFunctionMode):
    """Counts torch's functions as the code calls them, and the numbers that leave tensors as lists."""

    def __init__(self) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.listed = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = getattr(func, "__name__", "")
        if name != "__get__":  # reading x.shape is no operation
            self.names[f"py:{name.partition('.')[0]}"] += 1
        if func is torch.Tensor.tolist:
            self.listed += args[0].numel()
        return func(*args, **(kwargs or {}))


class _Lines:
    """Counts calls and lines of the student's own code while the context lasts."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> "_Lines":
        self.before = sys.gettrace()
        sys.settrace(self._call)
        return self

    def __exit__(self, *exc: object) -> None:
        sys.settrace(self.before)

    def _call(self, frame: Any, event: str, arg: Any) -> Any:
        if not is_own(frame.f_code.co_filename):
            return None
        self.count += 1
        return self._line

    def _line(self, frame: Any, event: str, arg: Any) -> Any:
        self.count += event == "line"
        return self._line


def _count(answer: Any, name: str, args: Any, kwargs: Any) -> int:
    """Count dispatched operations of one call (runs beside the student's code)."""
    with _Counter() as counter:
        getattr(answer, name)(*args, **kwargs)
    return int(counter.names.total())


def _tally(answer: Any, name: str, args: Any, kwargs: Any) -> dict[str, int]:
    """Count operations of one call by name (runs beside the student's code)."""
    with _Calls() as calls, _Counter() as counter:
        getattr(answer, name)(*args, **kwargs)
    return dict(calls.names + counter.names)


def _work(answer: Any, name: str, args: Any, kwargs: Any) -> int:
    """Count lines of one call and numbers that it lists (runs beside the student's code)."""
    with _Calls() as calls, _Lines() as lines:
        getattr(answer, name)(*args, **kwargs)
    return int(lines.count + calls.listed)
