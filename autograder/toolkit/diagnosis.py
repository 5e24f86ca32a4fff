"""What a wrong result looks like: one sentence when exactly one simple explanation fits."""

import itertools
import math

import torch


def diagnose(got: torch.Tensor, want: torch.Tensor, rtol: float = 1e-5, atol: float = 1e-8) -> str:
    """Return one sentence that explains the difference, or "" when none or several explanations fit."""
    found = dict.fromkeys(_explanations(got, want, max(rtol, 1e-06), max(atol, 1e-09)))
    return next(iter(found)) if len(found) == 1 else ""


def _explanations(got: torch.Tensor, want: torch.Tensor, rtol: float, atol: float) -> list[str]:
    if got.numel() > 100_000 or not got.dtype.is_floating_point or not want.dtype.is_floating_point:
        return _shape_explanations(got, want)
    got, want = got.double(), want.double()
    if got.shape != want.shape:
        return _shape_explanations(got, want)
    if want.numel() < 2 or float(want.std()) == 0.0 or not bool(torch.isfinite(got).all()):
        return []

    def fits(candidate: torch.Tensor) -> bool:
        return torch.allclose(got, candidate, rtol=rtol, atol=atol)

    found = []
    if fits(-want):
        found.append("It looks as if the sign is wrong: every element has the right size and the opposite sign.")
    if (factor := _factor(got, want)) and fits(want * factor[0]):
        found.append(f"It looks as if your result is {factor[1]} what it should be.")
    offset = float((got - want).mean())
    if want.numel() >= 8 and abs(offset) > 10 * atol and fits(want + offset):
        found.append(f"It looks as if every element is off by the same amount, {offset:.4g}.")
    if want.dim() >= 2 and got.shape == want.transpose(-1, -2).shape and fits(want.transpose(-1, -2)):
        found.append("It looks as if your result is transposed.")
    for axis in range(want.dim()):
        if want.shape[axis] > 1 and fits(want.flip(axis)):
            found.append(f"It looks as if your result is reversed along axis {axis}.")
        for shift in (1, -1):
            if want.shape[axis] > 2 and fits(want.roll(shift, axis)):
                found.append(f"It looks as if your result is shifted by one along axis {axis}.")
    return found


def _factor(got: torch.Tensor, want: torch.Tensor) -> tuple[float, str] | None:
    """Return a constant factor between the two and its name, if the factor is one that mistakes produce."""
    large = want.abs() > 1e-3 * want.abs().max()
    ratios = got[large] / want[large]
    ratio = float(ratios.median())
    if ratio <= 0 or math.isclose(ratio, 1.0, rel_tol=1e-6):
        return None
    named = {2.0: "twice", 0.5: "half of", 4.0: "four times", 0.25: "a quarter of"}
    for axis, size in enumerate(want.shape):
        if size > 2:
            named.setdefault(float(size), f"{size} times (the size of axis {axis})")
            named.setdefault(1.0 / size, f"1/{size} (the size of axis {axis}) of")
            named.setdefault(math.sqrt(size), f"sqrt({size}) times (axis {axis} has size {size})")
            named.setdefault(1 / math.sqrt(size), f"1/sqrt({size}) of (axis {axis} has size {size})")
    for value, name in named.items():
        if math.isclose(ratio, value, rel_tol=1e-4):
            return ratio, name
    return ratio, f"{ratio:.4g} times"


def _shape_explanations(got: torch.Tensor, want: torch.Tensor) -> list[str]:
    if got.shape == want.shape:
        return []
    if got.dim() == want.dim() and got.dim() <= 5:
        for order in itertools.permutations(range(want.dim())):
            if tuple(want.shape[i] for i in order) == tuple(got.shape):
                return ["It looks as if axes are exchanged."]
    if got.numel() == want.numel():
        return [
            "The number of elements is right: an axis of size 1 is missing or left over, or a reshape is needed."
        ]
    if want.dim() == 1 and want.numel() > 2 and got.dim() == 2 and got.shape[0] == got.shape[1] == want.shape[0]:
        return ["It looks as if (n, 1) and (n,) were combined, which broadcasts to (n, n)."]
    if want.dim() == got.dim() + 1 and got.dim() >= 0:
        return ["It looks as if one axis too many was reduced."]
    return []
