"""Explanations by an argument of the call: a bias that was not added, an input that came back as it was."""

import math

import torch

from autograder.toolkit.diagnosis.pair import GENERAL, SPECIFIC, Findings, Pair, variety


def arguments(pair: Pair) -> Findings:
    """Find an input as summand or factor that is missing or too many, or as the result itself."""
    if pair.sampled:
        return
    for name, value in pair.inputs.items():
        if value.shape == pair.got.shape and pair.fits(value) and variety(value) >= 3:
            yield GENERAL, f"It looks as if {name} came back unchanged."
        if pair.variety < 3:
            continue
        for spread in _spreads(value, pair.want):
            yield from _terms(pair, _title(name, value, pair.want), spread)
    if pair.variety >= 3:
        yield from _vector(pair)


def unchanged(pair: Pair) -> Findings:
    """Find an input that came back as the result; the result has another shape than expected."""
    for name, value in pair.inputs.items():
        if variety(value) >= 3 and pair.same(value, pair.got):
            yield SPECIFIC, f"It looks as if {name} came back unchanged."


def _title(name: str, value: torch.Tensor, want: torch.Tensor) -> str:
    bias = name.lower().startswith("b") and value.dim() <= 1 < want.dim()
    return f"the bias {name}" if bias else name


def _spreads(value: torch.Tensor, want: torch.Tensor) -> list[torch.Tensor]:
    """Return the input spread over the shape of the result: by broadcasting, or as a vector along any axis."""
    if not bool(value.any()):
        return []
    spreads = []
    if value.dim() <= want.dim() and all(
        size in (1, full) for size, full in zip(reversed(value.shape), reversed(want.shape), strict=False)
    ):
        spreads.append(value.expand(want.shape))
    if value.dim() == 1 and value.numel() > 1:
        for axis in range(want.dim() - 1):
            if want.shape[axis] == value.numel():
                spreads.append(value.reshape(-1, *[1] * (want.dim() - axis - 1)).expand(want.shape))
    return spreads


SHARES = {
    -1.0: "was not added",
    1.0: "was added once too often, or not subtracted",
    0.5: "was added; it should be subtracted",
    -0.5: "was subtracted; it should be added",
}
"""What is said of an argument that is this multiple of the difference."""


def _terms(pair: Pair, title: str, value: torch.Tensor) -> Findings:
    """Find the argument as a summand or factor; first where the difference is largest."""
    here, (got, want) = float(value[pair.worst]), pair.at_worst
    for share, said in SHARES.items():
        if math.isclose(here, share * (got - want), rel_tol=1e-2) and pair.fits(pair.want + value / share):
            yield SPECIFIC, f"It looks as if {title} {said}."
    if math.isclose(got * here, want, rel_tol=1e-2) and _varied(value) and pair.fits(pair.want / value):
        yield SPECIFIC, f"It looks as if the product with {title} is missing."
    if math.isclose(want * here, got, rel_tol=1e-2) and _varied(value) and pair.fits(pair.want * value):
        yield SPECIFIC, f"It looks as if {title} is a factor too many, or the division by it is missing."


def _varied(value: torch.Tensor) -> bool:
    return bool((value != 0).all()) and variety(value) >= 2


def _vector(pair: Pair) -> Findings:
    """Find a difference that is the same vector all along the other axes."""
    if pair.moved.dim() < 2:
        return
    got, want = pair.at_worst
    for axis, size in enumerate(pair.moved.shape):
        vector = pair.moved[tuple(slice(None) if i == axis else 0 for i in range(pair.moved.dim()))]
        if not math.isclose(float(vector[pair.worst[axis]]), got - want, rel_tol=1e-2):
            continue
        enough = size >= 2 and pair.moved.numel() >= 3 * size and variety(vector) >= 2
        if enough and pair.fits(pair.want + _along(vector, axis, pair.moved)):
            yield (
                GENERAL,
                (
                    f"It looks as if a vector along axis {axis} was left out, or added, such as a bias: "
                    "along the other axes every element is off by the same amount."
                ),
            )


def _along(vector: torch.Tensor, axis: int, like: torch.Tensor) -> torch.Tensor:
    return vector.reshape([-1 if i == axis else 1 for i in range(like.dim())]).expand(like.shape)
