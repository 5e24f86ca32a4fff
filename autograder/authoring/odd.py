"""Answers that return what nobody expects: they may fail every check, but none may break on them."""

import functools
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.authoring.parts import Exercise, namespace_of

HUGE = 10**6


def odd_namespace(exercise: Exercise, kind: str) -> dict[str, Any]:
    """Return a namespace whose function, or whose class's methods, return something odd of that kind."""
    namespace = namespace_of(exercise)
    thing = namespace[exercise.name]
    namespace[exercise.name] = _odd_class(thing, kind) if isinstance(thing, type) else _odd(thing, kind)
    return namespace


def _odd_class(thing: type, kind: str) -> type:
    """Return a subclass whose public methods return something odd."""
    names = [name for name, value in vars(thing).items() if callable(value)]
    public = [name for name in names if not name.startswith("_") or name in ("__call__", "__len__", "__getitem__")]
    return type(thing.__name__, (thing,), {name: _odd(getattr(thing, name), kind) for name in public})


def _odd(function: Callable[..., Any], kind: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def odd(*args: Any, **kwargs: Any) -> Any:
        return ODD[kind](function(*args, **kwargs))

    return odd


def each(leaf: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a change of every tensor, number and text in a result."""

    def change(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return type(value)(change(item) for item in value)
        if isinstance(value, dict):
            return {key: change(item) for key, item in value.items()}
        return leaf(value)

    return change


def _filled(number: float) -> Callable[[Any], Any]:
    """Return a change of every number to this one, as far as its kind can hold it."""

    def fill(value: Any) -> Any:
        if isinstance(value, Tensor):
            if value.dtype == torch.bool or not (math.isfinite(number) or value.dtype.is_floating_point):
                return value
            return torch.full_like(value, number)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return float(number) if isinstance(value, float) else int(number) if math.isfinite(number) else value

    return each(fill)


def _tensors(change: Callable[[Tensor], Tensor]) -> Callable[[Any], Any]:
    """Return a change of every tensor in a result."""
    return each(lambda value: change(value) if isinstance(value, Tensor) else value)


def _outermost(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a change of a list as a whole, and of each part of any other result."""
    return lambda value: change(value) if isinstance(value, list) else each(change)(value)


def _shorter(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value[:-1] if value.ndim else value
    return value[:-1] if isinstance(value, list | str) else value


def _empty(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.new_zeros(0)
    return type(value)() if isinstance(value, list | tuple | dict | str) else value


def _of_another_dtype(tensor: Tensor) -> Tensor:
    return tensor.to(torch.complex64 if tensor.dtype.is_floating_point else torch.float32)


ODD: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda value: None,
    "a text": lambda value: "a text",
    "NaN": _filled(math.nan),
    "infinity": _filled(math.inf),
    "-1 everywhere": _filled(-1),
    "huge numbers": _filled(HUGE),
    "a row less": _outermost(_shorter),
    "an axis more": _tensors(lambda tensor: tensor[None]),
    "scalars": _tensors(lambda tensor: tensor.new_zeros(())),
    "empty things": _outermost(_empty),
    "another dtype": _tensors(_of_another_dtype),
}
"""What is done to what the reference returns, by what the answer then returns."""
