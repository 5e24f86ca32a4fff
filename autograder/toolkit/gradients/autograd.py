"""Compares autograd's products, taken beside the student's code, with differences that the judge drives.

Beside that code only autograd's own product runs; differences come from plain calls, which an answer cannot tell
from any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from autograder.answer import Function, last_call
from autograder.describe import describe
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.gradients.agreement import Comparison, Place, Tolerance
from autograder.toolkit.gradients.arguments import chosen, leaves_of, named, replaced
from autograder.toolkit.gradients.differences import Differences
from autograder.toolkit.gradients.products import products
from autograder.toolkit.seeds import seeded

CUT = "Was the graph cut by detach(), item(), numpy() or no_grad()?"
PARCEL = 2**21
"""Numbers sent in one exchange at most; more calls than fit go in several."""


@dataclass(frozen=True)
class Options:
    """What assert_gradients was asked for."""

    tolerance: Tolerance
    dtype: torch.dtype = torch.float64
    wrt: tuple[int | str, ...] | None = None
    symmetric: tuple[int | str, ...] = ()
    detached: tuple[int, ...] = ()
    second: bool = False


class Called:
    """A function of the answer, as what is differentiated."""

    way = "call"
    """How products gets from the target to what is called."""

    def __init__(self, function: Function) -> None:
        self.answer, self.target = function.answer, function.name
        self.parameters = self.answer.parameters(function.name)
        self._function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(*args, **kwargs)

    def many(self, calls: list[tuple[Any, Any]]) -> list[Any]:
        """Return one result for each (args, kwargs)."""
        return self._function.many(calls)


def check_autograd(subject: Any, args: Any, kwargs: dict[str, Any], options: Options) -> None:
    """Compare autograd's products through the subject with differences of plain calls to it."""
    every = leaves_of(args, kwargs)
    leaves = {
        path: leaf
        for path, leaf in every.items()
        if options.wrt is None or chosen(path, options.wrt, subject.parameters)
    }
    if not leaves:
        raise ValueError("gradients need at least one floating tensor argument")
    if wrong := [path for path, leaf in leaves.items() if leaf.dtype != options.dtype]:
        raise ValueError(
            f"gradients are checked in {options.dtype}; argument {wrong[0]} is not".replace("torch.", "")
        )
    result = subject(*args, **kwargs)
    scene = _Scene(subject, args, kwargs, leaves, last_call[-1], options)
    outputs = scene.judged(result)
    generator = seeded()
    cotangents = [torch.randn(o.shape, generator=generator, dtype=torch.float64) for o in outputs]
    along = [torch.randn(leaf.shape, generator=generator, dtype=torch.float64) for leaf in leaves.values()]
    reply = subject.answer.run(
        products, subject.way, subject.target, args, kwargs, list(leaves), cotangents, options.detached,
        along if options.second else None,
    )  # fmt: skip
    first, second = scene.understood(reply)
    weights = torch.cat([cotangent.flatten() for cotangent in cotangents])
    scene.compare(first, Differences(scene.sample, weights, scene.point, dtype=options.dtype), "derivative")
    if options.second:
        beside = torch.cat([line.flatten() for line in along])
        twice = Differences(scene.sample, weights, scene.point, beside, options.dtype)
        scene.compare(second, twice, "second derivative")
    last_call[:] = [scene.call]


@dataclass
class _Scene:
    """The call whose gradients are checked: its arguments, its results, and its results nearby."""

    subject: Any
    args: Any
    kwargs: dict[str, Any]
    leaves: dict[str, Tensor]
    call: str
    options: Options
    shapes: list[torch.Size] = field(default_factory=list)

    @property
    def point(self) -> Tensor:
        return torch.cat([leaf.detach().double().flatten() for leaf in self.leaves.values()])

    def judged(self, result: Any) -> list[Tensor]:
        """Return the outputs that take part; each must be a floating tensor, of the same shape in every call."""
        outputs = list(result) if isinstance(result, tuple | list) else [result]
        outputs = [output for i, output in enumerate(outputs) if i not in self.options.detached]
        if not outputs or not all(isinstance(o, Tensor) and o.dtype.is_floating_point for o in outputs):
            raise Mismatch(f"{self.call} returned {describe(result)}; a floating tensor was expected.")
        if not all(output.numel() for output in outputs):
            raise Mismatch(f"{self.call} returned {describe(result)}; a tensor that holds numbers was expected.")
        shapes = [output.shape for output in outputs]
        self.shapes = self.shapes or shapes
        if shapes != self.shapes:
            raise Mismatch(f"{self.call} returned {describe(result)} after a small change of its arguments.")
        return outputs

    def sample(self, moves: list[Tensor]) -> Tensor:
        """Return the judged results, as one row of float64 numbers, for each displacement of the arguments."""
        room = max(1, PARCEL // max(1, sum(leaf.numel() for leaf in leaves_of(self.args, self.kwargs).values())))
        rows = []
        for start in range(0, len(moves), room):
            results = self.subject.many(self._moved(moves[start : start + room]))
            columns = zip(*[self.judged(result) for result in results], strict=True)
            rows.append(
                torch.cat([torch.stack(column).double().reshape(len(results), -1) for column in columns], 1)
            )
        return torch.cat(rows)

    def _moved(self, moves: list[Tensor]) -> list[tuple[list[Any], dict[str, Any]]]:
        """Return the arguments after each displacement; tensors that stay are not copied."""
        calls: list[tuple[list[Any], dict[str, Any]]] = [(list(self.args), dict(self.kwargs)) for _ in moves]
        parts = torch.stack(moves).split([leaf.numel() for leaf in self.leaves.values()], dim=1)
        for (path, leaf), part in zip(self.leaves.items(), parts, strict=True):
            start = leaf.detach().double()
            for i in part.any(1).nonzero().flatten().tolist():
                moved = start + part[i].view(leaf.shape)
                calls[i] = replaced(calls[i][0], calls[i][1], path, moved.to(leaf.dtype))
        return calls

    def understood(self, reply: Any) -> tuple[list[Any], list[Any]]:
        """Return first and second gradients, one for each leaf; the reply may hold anything."""
        if isinstance(reply, str):
            raise Mismatch(f"{self.call}: {reply}", CUT)
        count = 2 if self.options.second else 1
        if not isinstance(reply, list) or len(reply) != count or not all(self._fits(part) for part in reply):
            raise Mismatch(f"{self.call}: its gradient came back as {describe(reply)}.")
        return reply[0], reply[-1]

    def _fits(self, part: Any) -> bool:
        return isinstance(part, list) and len(part) == len(self.leaves)

    def compare(self, gradients: Sequence[Any], scene: Differences, title: str) -> None:
        """Compare one gradient for each leaf with numerical derivatives."""
        offset, total = 0, len(self.point)
        for (path, leaf), got in zip(self.leaves.items(), gradients, strict=True):
            name = named(path, self.subject.parameters)
            if not isinstance(got, Tensor) or got.shape != leaf.shape:
                raise Mismatch(
                    f"{self.call}: the result does not depend on {name} through the graph, "
                    "so its gradient is missing.",
                    CUT,
                )
            symmetric = chosen(path, self.options.symmetric, self.subject.parameters)
            place = Place(name, leaf.shape, offset, total, symmetric)
            Comparison(self.call, got, place, scene, self.options.tolerance, trusted=False, title=title).run(seeded)
            offset += leaf.numel()
