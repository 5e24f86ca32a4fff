"""What an explanation is tried on: the result, what was expected, and the tensors that went in."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import torch

LIMIT = 20_000
"""Elements up to which everything is tried; of larger tensors a sample is looked at, element by element."""
SAMPLE = 4_000
MAX_INPUTS = 8

SPECIFIC, GENERAL, VAGUE = range(3)
"""Ranks: an explanation gives way to every fitting one of a lower rank."""

Finding = tuple[int, str]
"""A rank and a sentence."""
Findings = Iterator[Finding]
Elementwise = Callable[[torch.Tensor], torch.Tensor]
Along = Callable[[torch.Tensor, int], torch.Tensor]


@dataclass(frozen=True)
class Pair:
    """Two tensors that differ, in float64, with the tolerances within which an explanation must fit.

    ``shape`` is the shape of what was expected, also where ``got`` and ``want`` are samples of larger tensors.
    """

    got: torch.Tensor
    want: torch.Tensor
    inputs: Mapping[str, torch.Tensor]
    rtol: float
    atol: float
    dtype: torch.dtype
    shape: tuple[int, ...]
    input_shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    sampled: bool = False

    @property
    def whole_numbers(self) -> bool:
        """Tell whether integers or booleans were expected, which must agree exactly."""
        return not self.dtype.is_floating_point

    @cached_property
    def moved(self) -> torch.Tensor:
        """Return by how much the result is off."""
        return self.got - self.want

    @cached_property
    def farthest(self) -> float:
        """Return the largest distance between the two."""
        return float(self.moved.abs().max())

    @cached_property
    def worst(self) -> tuple[int, ...]:
        """Return where that is; most explanations fail there already, at a hundredth of the cost."""
        return tuple(int(i) for i in torch.unravel_index(self.moved.abs().argmax(), self.want.shape))

    @cached_property
    def at_worst(self) -> tuple[float, float]:
        """Return the result and what was expected there."""
        return float(self.got[self.worst]), float(self.want[self.worst])

    def fits(self, candidate: torch.Tensor) -> bool:
        """Tell whether the candidate is what came back, and explains all but 1% of the largest difference."""
        return self._near(candidate, self.got, 0)

    def would_give(self, mended: torch.Tensor) -> bool:
        """Tell whether the result, mended, is what was expected."""
        return self._near(mended, self.want, 1)

    def fits_by(self, function: Elementwise) -> bool:
        """Tell whether the function of what was expected is what came back."""
        first = float(function(self.want[self.worst]))
        return self._at_worst(first, 0) and self.fits(function(self.want))

    def mended_by(self, function: Elementwise) -> bool:
        """Tell whether the function of the result is what was expected."""
        first = float(function(self.got[self.worst]))
        return self._at_worst(first, 1) and self.would_give(function(self.got))

    def fits_along(self, function: Along, axis: int) -> bool:
        """Tell whether the function along one axis of what was expected is what came back."""
        first = float(function(self._line(self.want, axis), 0)[self.worst[axis]])
        return self._at_worst(first, 0) and self.fits(function(self.want, axis))

    def mended_along(self, function: Along, axis: int) -> bool:
        """Tell whether the function along one axis of the result is what was expected."""
        first = float(function(self._line(self.got, axis), 0)[self.worst[axis]])
        return self._at_worst(first, 1) and self.would_give(function(self.got, axis))

    def _line(self, values: torch.Tensor, axis: int) -> torch.Tensor:
        """Return the elements along one axis through the worst place."""
        place: list[int | slice] = list(self.worst)
        place[axis] = slice(None)
        return values[tuple(place)]

    def _at_worst(self, value: float, which: int) -> bool:
        """Tell whether the value is what came back (0) or was expected (1) at the worst place."""
        target = self.at_worst[which]
        return abs(value - target) <= min(self.rtol * abs(target) + self.atol, 0.01 * self.farthest)

    def _near(self, candidate: torch.Tensor, target: torch.Tensor, which: int) -> bool:
        if candidate.shape != target.shape or not self._at_worst(float(candidate[self.worst]), which):
            return False
        allowed = (self.rtol * target.abs() + self.atol).clamp_max(0.01 * self.farthest)
        # nan is not within: a logarithm of something negative fits nothing
        return bool(((candidate - target).abs() <= allowed).all())

    def same(self, one: torch.Tensor, other: torch.Tensor) -> bool:
        """Tell whether two tensors agree within the tolerances, whatever separates got and want."""
        return one.shape == other.shape and bool(((one - other).abs() <= self.rtol * one.abs() + self.atol).all())

    @cached_property
    def variety(self) -> int:
        """Return how many different sizes of numbers there are, in whichever of the two has fewer."""
        return min(variety(self.got.abs()), variety(self.want.abs()))

    @cached_property
    def telling(self) -> bool:
        """Tell whether so few numbers are uneven enough to prove something: 1.4427 is, 1.5 is not.

        Any two small whole numbers are a multiple, a power or a sum apart.
        """
        numbers = [*self.got.reshape(-1)[:2].tolist(), *self.want.reshape(-1)[:2].tolist()]
        return self.dtype.is_floating_point and all(abs(x - float(f"{x:.3g}")) > 1e-6 * abs(x) for x in numbers)

    @cached_property
    def patterned(self) -> bool:
        """Tell whether the order of elements can prove anything: many, or some of different values."""
        values = variety(self.want)
        return values >= 4 or (values >= 2 and self.want.numel() >= 12)


def variety(values: torch.Tensor) -> int:
    """Return how many different numbers there are, of at most 100 looked at; rounding errors make none."""
    flat = values.reshape(-1)
    numbers = (flat[:: flat.numel() // 50] if flat.numel() > 100 else flat).tolist()
    scale = max(map(abs, numbers), default=0.0)
    if scale == 0.0 or not math.isfinite(scale):
        return min(len(numbers), 1)
    return len({round(number / scale * 1e6) for number in numbers})


def pair_of(
    got: torch.Tensor, want: torch.Tensor, rtol: float, atol: float, inputs: Mapping[str, torch.Tensor]
) -> Pair | None:
    """Return what explanations are tried on, or None where nothing can be told: complex or infinite numbers."""
    if got.dtype.is_complex or want.dtype.is_complex or not got.numel() or not want.numel():
        return None
    shape, sampled = tuple(want.shape), max(got.numel(), want.numel()) > LIMIT
    if sampled and got.shape != want.shape:
        return None
    if sampled:
        step = want.numel() // SAMPLE
        got, want = got.reshape(-1)[::step], want.reshape(-1)[::step]
    dtype, got, want = want.dtype, _wide(got), _wide(want)
    if not bool(torch.isfinite(got).all()) or not bool(torch.isfinite(want).all()):
        return None
    usable = {name: value for name, value in inputs.items() if value.numel() and not value.dtype.is_complex}
    shapes = {name: tuple(value.shape) for name, value in usable.items()}
    small = [name for name, value in usable.items() if value.numel() <= LIMIT][:MAX_INPUTS]
    kept = {} if sampled else {name: _wide(usable[name]) for name in small}
    if not dtype.is_floating_point:
        return Pair(got, want, kept, 0.0, 0.0, dtype, shape, shapes, sampled)
    scale = float(want.abs().max())
    floor = 1e-9 if dtype == torch.float64 else 1e-7 * scale
    if want.numel() < 3:  # a few numbers prove something only by many digits
        return Pair(got, want, kept, 1e-6, floor, dtype, shape, shapes, sampled)
    atol = min(max(atol, floor), max(1e-4 * scale, floor))
    return Pair(got, want, kept, min(max(rtol, 1e-6), 1e-3), atol, dtype, shape, shapes, sampled)


def _wide(value: torch.Tensor) -> torch.Tensor:
    return value.detach().to("cpu", torch.float64)
