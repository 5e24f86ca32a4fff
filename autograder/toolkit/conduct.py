"""Manners of an answer: it raises where it should, and leaves its arguments alone."""

import inspect
from typing import Any

import torch

from autograder.answer import AnswerRaised, Function, last_call
from autograder.describe import describe
from autograder.toolkit.compare import Mismatch


def assert_raises(
    error: type[Exception], function: Function, *args: Any, accepts: tuple[Any, ...], **kwargs: Any
) -> None:
    """Assert that the call raises ``error``, and that the arguments ``accepts`` raise nothing.

    The second half keeps an answer that always raises from passing.
    """
    function(*accepts)
    try:
        result = function(*args, **kwargs)
    except AnswerRaised as raised:
        if isinstance(raised, NotImplementedError):
            raise
        if not isinstance(raised, error):
            raise Mismatch(f"{raised}; {error.__name__} was expected.") from None
        return
    raise Mismatch(f"{last_call[-1]} returned {describe(result)}; it should raise {error.__name__}.")


def assert_pure(function: Function, *args: Any, **kwargs: Any) -> None:
    """Assert that the call leaves every tensor among its arguments as it was."""
    changed = function.answer.run(_changed, function.name, args, kwargs)
    if changed:
        raise Mismatch(
            f"{function.name} changed its argument {changed[0]}; the caller still needs it.",
            "Work on a copy, or use operations that make a new tensor (a = a + b, not a += b).",
        )


def _changed(answer: Any, name: str, args: Any, kwargs: Any) -> list[str]:
    """Return which arguments a call changes (runs beside the student's code)."""
    named = {str(index + 1): value for index, value in enumerate(args)} | dict(kwargs)
    try:
        bound = inspect.signature(answer.unwatched(name)).bind(*args, **kwargs)
        named = dict(bound.arguments)
    except (TypeError, ValueError):
        pass
    before = {label: _copies(value) for label, value in named.items()}
    answer_function = getattr(answer, name)
    answer_function(*args, **kwargs)
    return [label for label, value in named.items() if not _alike(before[label], _copies(value))]


def _copies(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value.detach().clone()]
    if isinstance(value, dict):
        return [copy for item in value.values() for copy in _copies(item)]
    if isinstance(value, list | tuple):
        return [copy for item in value for copy in _copies(item)]
    return []


def _alike(before: list[torch.Tensor], after: list[torch.Tensor]) -> bool:
    return len(before) == len(after) and all(
        one.shape == other.shape and one.dtype == other.dtype and torch.equal(one.nan_to_num(), other.nan_to_num())
        for one, other in zip(before, after, strict=True)
    )
