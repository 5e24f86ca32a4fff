"""Explanations by axes: what was summed, averaged or normalised along another axis than it should be."""

import itertools
import math
from collections.abc import Callable

import torch

from autograder.toolkit.diagnosis.pair import GENERAL, SPECIFIC, Finding, Findings, Pair, variety
from autograder.toolkit.diagnosis.shapes import words

Axes = tuple[int, ...]
Function = Callable[[torch.Tensor, Axes], torch.Tensor]

REDUCTIONS: dict[str, Function] = {
    "sum": lambda x, axes: x.sum(axes),
    "mean": lambda x, axes: x.mean(axes),
    "maximum": lambda x, axes: x.amax(axes),
    "minimum": lambda x, axes: x.amin(axes),
    "variance": lambda x, axes: x.var(axes, correction=0),
    "norm": lambda x, axes: x.square().sum(axes).sqrt(),
}
ALONG: dict[str, Function] = {  # these keep the shape
    "softmax": lambda x, axes: torch.softmax(x, axes[0]),
    "log-softmax": lambda x, axes: torch.log_softmax(x, axes[0]),
    "cumulative sum": lambda x, axes: x.cumsum(axes[0]),
}
POSITIONS: dict[str, Function] = {
    "argmax": lambda x, axes: x.argmax(axes[0]).double(),
    "argmin": lambda x, axes: x.argmin(axes[0]).double(),
}


def other_axes(pair: Pair) -> Findings:
    """Find a result that is a reduction of an input along other axes than expected."""
    if pair.got.numel() < 2 or variety(pair.got) < 2:
        return
    for name, value in pair.inputs.items():
        if not 2 <= value.dim() <= 4:
            continue
        single: list[Axes] = [(axis,) for axis in range(value.dim())]
        several = [axes for n in range(1, value.dim()) for axes in itertools.combinations(range(value.dim()), n)]
        yield from _along(pair, name, value, REDUCTIONS, _leaving(pair, value, several))
        yield from _along(pair, name, value, POSITIONS, _leaving(pair, value, single))
        if value.shape == pair.got.shape == pair.want.shape:
            yield from _along(pair, name, value, ALONG, (single, single))


Choices = tuple[list[Axes], list[Axes]]
"""The axes along which a reduction gives the shape that came back, and the shape that was expected."""


def _leaving(pair: Pair, value: torch.Tensor, choices: list[Axes]) -> Choices:
    """Return the choices of axes that leave the two shapes; axes of size 1 do not count."""
    mine, theirs = ([size for size in result.shape if size > 1] for result in (pair.got, pair.want))
    left = [
        (axes, [size for axis, size in enumerate(value.shape) if size > 1 and axis not in axes])
        for axes in choices
        if any(value.shape[axis] > 1 for axis in axes)
    ]
    return [axes for axes, sizes in left if sizes == mine], [axes for axes, sizes in left if sizes == theirs]


def _along(
    pair: Pair, name: str, value: torch.Tensor, functions: dict[str, Function], choices: Choices
) -> Findings:
    for noun, function in functions.items():
        mine = [axes for axes in choices[0] if _is(pair, pair.got, function, value, axes)]
        if len(mine) != 1:
            continue
        theirs = [axes for axes in choices[1] if _is(pair, pair.want, function, value, axes)]
        if len(theirs) == 1:
            here, there = words(mine[0]), words(theirs[0])
            said = f"the {noun} of {name} was taken along {here}; along {there} it is what was expected"
            yield SPECIFIC, f"It looks as if {said}."
        elif variety(pair.got) >= 3 and functions is not POSITIONS:
            yield GENERAL, f"It looks as if your result is the {noun} of {name} along {words(mine[0])}."


def _is(pair: Pair, result: torch.Tensor, function: Function, value: torch.Tensor, axes: Axes) -> bool:
    """Tell whether the function of the input along the axes is the result; one element is looked at first."""
    part = value[tuple(slice(None) if axis in axes else slice(-1, None) for axis in range(value.dim()))]
    near = abs(float(function(part, axes).reshape(-1)[-1]) - float(result.reshape(-1)[-1]))
    if not near <= 1e-3 * max(abs(float(result.reshape(-1)[-1])), 1e-3):
        return False
    return pair.same(result, function(value, axes).reshape(result.shape))


def unreduced(pair: Pair) -> Findings:
    """Find a sum or mean that is missing, or one that is too many; the shapes differ."""
    got, want = pair.got, pair.want
    for inner, outer, said in ((got, want, "is missing"), (want, got, "was taken that should not be")):
        if inner.numel() <= outer.numel() or variety(outer) < 3 or inner.dim() > 4:
            continue
        wide = [axis for axis, size in enumerate(inner.shape) if size > 1]
        for axes in itertools.chain.from_iterable(itertools.combinations(wide, n) for n in range(1, len(wide) + 1)):
            if math.prod(inner.shape[axis] for axis in axes) * outer.numel() == inner.numel():
                for noun in ("sum", "mean"):
                    if pair.same(outer, REDUCTIONS[noun](inner, axes).reshape(outer.shape)):
                        yield SPECIFIC, f"It looks as if a {noun} along {words(axes)} {said}."


def normalisations(pair: Pair) -> Findings:
    """Find sums of 1 or means of 0 along another axis than expected, or missing there."""
    if pair.sampled or pair.whole_numbers or pair.variety < 3:
        return
    wide = [axis for axis, size in enumerate(pair.want.shape) if size > 1]
    elsewhere: list[Finding] = []
    if bool((pair.got >= 0).all()) and bool((pair.want >= 0).all()):
        elsewhere += _other_axis(pair, wide, lambda x, axis: x.sum(axis) - 1, "sum to 1")
    elsewhere += _other_axis(
        pair, wide, lambda x, axis: x.mean(axis) / x.abs().max().clamp_min(1e-300), "have mean 0"
    )
    yield from elsewhere
    for axis in [] if elsewhere else wide:
        if pair.mended_along(lambda x, axis: x / x.sum(axis, keepdim=True), axis):
            yield SPECIFIC, f"It looks as if the division by the sums along axis {axis} is missing."
        if pair.mended_along(lambda x, axis: x - x.mean(axis, keepdim=True), axis):
            yield SPECIFIC, f"It looks as if the mean along axis {axis} was not subtracted."


def _other_axis(
    pair: Pair, wide: list[int], excess: Callable[[torch.Tensor, int], torch.Tensor], said: str
) -> Findings:
    """Find the one axis along which each tensor is normalised, where it is not the same."""

    def normalised(values: torch.Tensor) -> list[int]:
        return [axis for axis in wide if float(excess(values, axis).abs().max()) <= max(pair.rtol, 1e-6)]

    theirs = normalised(pair.want)
    if len(theirs) != 1 or pair.want.dim() < 2:
        return
    mine = normalised(pair.got)
    fault = f"the elements along axis {theirs[0]} should"
    if len(mine) == 1 and mine != theirs:
        yield GENERAL, f"It looks as if axis {mine[0]} was normalised: yours {said} along it, and {fault}."
    elif (
        not mine and len(wide) > 1 and said == "sum to 1" and abs(float(pair.got.sum()) - 1) <= max(pair.rtol, 1e-6)
    ):
        yield GENERAL, f"It looks as if all elements were normalised together; {fault} {said}."
