"""What runs beside the student's code while a clock runs, and how its results are tied to the clock.

Inputs arrive sealed: their bytes are scrambled with a key that comes with the order to start, so nothing can be
computed from them before the clock runs. The order's reply holds one number for each call, a projection of its
result on random directions, so everything is computed when the clock stops. Only then does the judge say which
of the results it wants to see; each must be right, and must be the one whose projection it has.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch

from autograder.answer import AnswerStopped
from autograder.errors import CheckFault

Key = int
Function = Callable[..., Any]


@dataclass(frozen=True)
class Sealed:
    """A tensor whose bytes are scrambled."""

    words: torch.Tensor
    """int64, as many as the bytes need."""
    shape: tuple[int, ...]
    dtype: torch.dtype

    def moved(self, device: str) -> "Sealed":
        return Sealed(self.words.to(device), self.shape, self.dtype)


def seal(value: Any, key: Key) -> Any:
    """Return the value with its tensors scrambled by ``key``; numbers and other plain data stay as they are."""
    if isinstance(value, list | tuple):
        return type(value)(seal(item, key) for item in value)
    if not isinstance(value, torch.Tensor):
        return value
    raw = value.detach().contiguous().reshape(-1).view(torch.uint8) if value.numel() else torch.empty(0).byte()
    padded = torch.zeros(-(-raw.numel() // 8) * 8, dtype=torch.uint8)
    padded[: raw.numel()] = raw
    return Sealed(padded.view(torch.int64) ^ key, tuple(value.shape), value.dtype)


def unseal(value: Any, key: Key) -> Any:
    """Return what was sealed, in tensors of its own."""
    if isinstance(value, list | tuple):
        return type(value)(unseal(item, key) for item in value)
    if not isinstance(value, Sealed):
        return value
    count = math.prod(value.shape)
    return (value.words ^ key).view(value.dtype)[:count].view(value.shape)


def moved(value: Any, device: str) -> Any:
    """Return the value with its tensors, sealed or not, on the device."""
    if isinstance(value, list | tuple):
        return type(value)(moved(item, device) for item in value)
    if isinstance(value, Sealed):
        return value.moved(device)
    return value.to(device) if isinstance(value, torch.Tensor) else value


def tensors_of(value: Any) -> list[torch.Tensor]:
    """Return the tensors in a result: of a tensor, a number, or a tuple or list of these."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, bool | int | float):
        return [torch.tensor(float(value), dtype=torch.float64)]
    if isinstance(value, list | tuple):
        return [tensor for item in value for tensor in tensors_of(item)]
    return []


def size_of(value: Any) -> int:
    """Return the bytes of the tensors in a value."""
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors_of(value))


def directions_for(result: Any, generator: torch.Generator) -> torch.Tensor:
    """Return random directions, long enough for each tensor of the result; raise CheckFault without a tensor."""
    found = tensors_of(result)
    if not found:
        raise CheckFault(f"only functions that return tensors or numbers can be timed, not {type(result).__name__}")
    longest = max(2 * tensor.numel() for tensor in found)  # complex numbers have two parts
    return torch.randn(longest, generator=generator, dtype=torch.float64)


def projection(result: Any, directions: torch.Tensor) -> torch.Tensor:
    """Return the result's projection, one number on its device."""
    total = torch.zeros((), dtype=torch.float64, device=directions.device)
    for tensor in tensors_of(result):
        flat = tensor.detach().reshape(-1)
        flat = torch.view_as_real(flat).reshape(-1) if flat.is_complex() else flat
        flat = flat.to(directions.device, torch.float64)
        total = total + flat @ directions[: flat.numel()]
    return total


class Stage:
    """Holds a function, its sealed inputs and, after a performance, its results."""

    def __init__(self, function: Function, directions: torch.Tensor, device: str = "cpu") -> None:
        self.function, self.device = function, device
        self.directions = directions.to(device)
        self.sealed: list[Any] = []
        self.results: list[Any] = []

    def load(self, sealed: Sequence[Any]) -> None:
        """Take a new batch and forget the last one's results."""
        self.results = []
        self.sealed = moved(list(sealed), self.device)

    def perform(self, key: Key) -> list[float]:
        """Call the function on each input and return the results' projections."""
        projections = []
        with one_thread():
            for sealed in self.sealed:
                result = self.function(*unseal(sealed, key))
                self.results.append(result)
                projections.append(projection(result, self.directions))
            return [float(one) for one in projections]


def set_up(answer: Any, name: str, directions: torch.Tensor, device: str) -> Stage:
    """Return a stage with the student's function (runs beside the student's code, as do all below)."""
    return Stage(answer.unwatched(name), directions, device)


def load(answer: Any, stage: Stage, sealed: Sequence[Any]) -> None:
    stage.load(sealed)


def perform(answer: Any, stage: Stage, key: Key) -> list[float]:
    return stage.perform(key)


def numbers(reply: Any, count: int) -> list[float]:
    """Return the numbers that came back from a performance; raise AnswerStopped if these are not what came."""
    if not isinstance(reply, list) or len(reply) != count or not all(type(one) is float for one in reply):
        raise AnswerStopped("The timed calls sent back something unreadable")
    return reply


def results(reply: Any, count: int) -> list[Any]:
    """Return the results that were shown; raise AnswerStopped if there are more or fewer."""
    if not isinstance(reply, list) or len(reply) != count:
        raise AnswerStopped("The timed calls sent back something unreadable")
    return reply


def show(answer: Any, stage: Stage, which: Sequence[int]) -> list[Any]:
    """Return some of the results."""
    return [stage.results[index] for index in which]


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch use one thread: more would spread CPU time unevenly, and wait for each other on small tensors."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
