"""Manners of an answer: it raises where it should, and leaves its arguments alone."""

from typing import Any

import torch

from autograder.answer import AnswerRaised, Function, last_call
from autograder.describe import describe
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.values import tensors_in


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
    after = function.answer.run(_after, function.name, args, kwargs)
    labels = [*_labels(function, len(args)), *kwargs]
    if not isinstance(after, list) or len(after) != len(labels):
        raise Mismatch(f"{function.name} did not leave its arguments where they were.")
    for label, before, left in zip(labels, [*args, *kwargs.values()], after, strict=True):
        if not _alike(_detached(before), _detached(left)):
            raise Mismatch(
                f"{function.name} changed its argument {label}; the caller still needs it.",
                "Work on a copy, or use operations that make a new tensor (a = a + b, not a += b).",
            )


def _labels(function: Function, count: int) -> list[str]:
    """Return what to call the positional arguments."""
    names = function.answer.parameters(function.name)
    return [names[i] if i < len(names) else str(i + 1) for i in range(count)]


def _after(answer: Any, name: str, args: Any, kwargs: Any) -> list[Any]:
    """Return the arguments as a call leaves them (runs beside the student's code; the judge compares)."""
    getattr(answer, name)(*args, **kwargs)
    return [*args, *kwargs.values()]


def _detached(value: Any) -> list[torch.Tensor]:
    return [tensor.detach() for tensor in tensors_in(value)]


def _alike(before: list[torch.Tensor], after: list[torch.Tensor]) -> bool:
    return len(before) == len(after) and all(
        one.shape == other.shape and one.dtype == other.dtype and torch.equal(one.nan_to_num(), other.nan_to_num())
        for one, other in zip(before, after, strict=True)
    )
