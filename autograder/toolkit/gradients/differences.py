"""Numerical derivatives along directions, with an estimate of their error and an eye for kinks.

Central differences and their extrapolation to step zero are textbook numerics (Press et al., Numerical Recipes,
section 5.7); the derivative by a complex step is Squire and Trapp, SIAM Review 40 (1998).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

WIDEST = 2.0**-5
"""The largest step tried where the plain one is not sharp enough; each further one is a quarter of it."""
TINY = 2.0**-36
"""A move that float64 can tell from none, and float32 cannot."""


@dataclass(frozen=True)
class Look:
    """What a close look along one direction shows."""

    value: float
    error: float
    """How far ``value`` may be off, by the disagreement of different steps."""
    jump: float = 0.0
    """The slope ahead minus the slope behind, beyond what curvature explains: large at a kink."""
    fault: str = ""
    """Why there is no derivative to speak of: "changing", "infinite" or "coarse"."""

    @property
    def doubt(self) -> float:
        """How far from ``value`` a right slope may lie; one at a kink is anywhere between those of both sides."""
        return 4 * self.error + abs(self.jump)


class Slopes(Protocol):
    """Gives numerical derivatives of one scalar function at one point."""

    def slopes(self, lines: Tensor) -> Tensor:
        """Return the derivative along each row of ``lines`` (k, n), at the cost of few calls."""

    def look(self, line: Tensor) -> Look:
        """Return the derivative along one line (n,) as well as it can be had."""


@dataclass(frozen=True)
class Differences:
    """Central differences of ``sample(point + displacement) @ weights``.

    ``sample`` takes a list of displacements (n,) and returns a row of results for each. ``beside`` asks for a
    second derivative: along ``beside`` first, then along the line. ``dtype`` is what the function computes in.
    """

    sample: Callable[[list[Tensor]], Tensor]
    weights: Tensor
    point: Tensor
    beside: Tensor | None = None
    dtype: torch.dtype = torch.float64

    @property
    def step(self) -> float:
        """The step at which truncation and rounding balance: a root of the rounding error, a power of two."""
        if self.dtype == torch.float64:
            return 2.0**-17 if self.beside is None else 2.0**-13
        return 2.0**-8 if self.beside is None else 2.0**-6

    def slopes(self, lines: Tensor) -> Tensor:
        moves = [move for line in lines for move in self._corners(line, self.step)]
        if not moves:
            return torch.zeros(0, dtype=torch.float64)
        rows = self.sample(moves)
        return self._slope(rows.reshape(len(lines), -1, rows.shape[1]), self.step)

    def look(self, line: Tensor) -> Look:
        steps = [step for k in range(16) if (step := WIDEST / 4**k) >= self.step / 16]
        still = torch.zeros_like(line)
        moves = [move for step in steps for move in self._corners(line, step)]
        rows = self.sample([still, still, TINY * line, *moves])
        here, again, near = rows[:3]
        pairs = rows[3:].reshape(len(steps), -1, rows.shape[1])
        if not bool(here.isfinite().all()):
            return Look(torch.nan, torch.inf, fault="infinite")
        if not torch.equal(here, again):
            return Look(torch.nan, torch.inf, fault="changing")
        if self._coarse(here, near, line, pairs[-1], steps[-1]):
            return Look(torch.nan, torch.inf, fault="coarse")
        moving = (pairs[0] != here).any(0)
        rounding = 2 * torch.finfo(self.dtype).eps * float((here * self.weights)[moving].norm())
        order = 1 if self.beside is None else 2
        slopes = [float(self._slope(pair, step)) for pair, step in zip(pairs, steps, strict=True)]
        gaps = [self._gap(pair, here, step) for pair, step in zip(pairs, steps, strict=True)]
        value, error, jump = extrapolated(slopes, gaps, [rounding / step**order for step in steps])
        if self.dtype != torch.float64:  # its narrowest step is wide enough to hide kinks
            jump = max(abs(jump), abs(gaps[-1]))
        return Look(value, error, jump)

    def _corners(self, line: Tensor, step: float) -> list[Tensor]:
        if self.beside is None:
            return [step * line, -step * line]
        ahead, aside = step * line, step * self.beside
        return [ahead + aside, ahead - aside, aside - ahead, -ahead - aside]

    def _slope(self, rows: Tensor, step: float) -> Tensor:
        # Differences first: a weighted sum of large numbers would lose their digits.
        if self.beside is None:
            return ((rows[..., 0, :] - rows[..., 1, :]) @ self.weights) / (2 * step)
        near, far = rows[..., 0, :] - rows[..., 1, :], rows[..., 2, :] - rows[..., 3, :]
        return ((near - far) @ self.weights) / (4 * step**2)

    def _gap(self, pair: Tensor, here: Tensor, step: float) -> float:
        """Return the slope ahead minus the slope behind, 0 for second derivatives."""
        if self.beside is not None:
            return 0.0
        return float(((pair[0] - here) + (pair[1] - here)) @ self.weights) / step

    def _coarse(self, here: Tensor, near: Tensor, line: Tensor, pair: Tensor, step: float) -> bool:
        """Tell whether results stand still under a move that float64 would show in them."""
        if (
            self.dtype != torch.float64
            or self.beside is not None
            or torch.equal(self.point + TINY * line, self.point)
        ):
            return False
        expected = (pair[0] - pair[1]).abs() / (2 * step) * TINY
        shows = expected > 32 * torch.finfo(self.dtype).eps * here.abs()
        return bool(shows.any()) and float((near == here)[shows].double().mean()) > 0.5


@dataclass(frozen=True)
class ComplexStep:
    """Derivatives of a function that carries complex numbers through: exact to rounding, without subtraction."""

    function: Callable[[Tensor], float]
    """Takes a complex displacement (n,) and returns the imaginary part of the result."""

    def slopes(self, lines: Tensor) -> Tensor:
        step = 2.0**-100
        found = [self.function(1j * step * line.to(torch.complex128)) / step for line in lines]
        return torch.tensor(found, dtype=torch.float64)

    def look(self, line: Tensor) -> Look:
        value = float(self.slopes(line[None])[0])
        return Look(value, 1e-14 * abs(value), fault="" if abs(value) < torch.inf else "infinite")


def extrapolated(slopes: list[float], gaps: list[float], floors: list[float]) -> tuple[float, float, float]:
    """Return the derivative that central differences tend to, its error, and the jump that the gaps tend to.

    All are for steps that fall by a factor of four. The errors of ``slopes`` have even powers of the step;
    ``gaps``, the differences of the one-sided slopes, have odd powers and vanish with the step unless there is a
    kink; ``floors`` are what rounding contributes at each step. The steadiest extrapolation is taken (Ridders'
    method). Results that are not finite take no part; without two that agree the error is infinite.
    """
    value, least, jump, last = torch.nan, torch.inf, 0.0, 0
    before, jumps_before, simple = list[float](), list[float](), [torch.nan]
    for place, (slope, gap, floor) in enumerate(zip(slopes, gaps, floors, strict=True)):
        row, jumps = _eliminated(slope, before, 16.0), _eliminated(gap, jumps_before, 4.0)
        for order in range(1, len(row)):
            error = max(abs(row[order] - row[order - 1]), abs(row[order] - before[order - 1]), floor)
            if error < least:
                value, least, jump, last = row[order], error, jumps[order], place
        before, jumps_before = row, jumps
        simple += row[1:2]
    # Wide steps may agree by chance across kinks: narrower ones must not tell another story, beyond rounding.
    later = [abs(simple[k] - value) - 4 * floors[k] for k in range(last + 1, len(slopes))]
    return value, max([least, *(off for off in later if math.isfinite(off))]), jump


def _eliminated(first: float, before: list[float], factor: float) -> list[float]:
    """Return the next row of a table that eliminates one power of the step after the other."""
    row = [first]
    for old in before:
        row.append(row[-1] + (row[-1] - old) / (factor - 1))
        factor *= 16
    return row
