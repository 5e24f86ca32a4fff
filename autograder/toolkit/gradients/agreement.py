"""Holds a gradient against numerical derivatives: every entry of a small one, random directions of a large one."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from autograder.describe import number
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.diagnosis import diagnose
from autograder.toolkit.gradients.differences import Look, Slopes
from autograder.toolkit.margins import record

ENTRIES = 200
"""The largest number of entries that are all checked one by one."""
ROOM = 2**22
"""The most numbers that displacements for all entries may take together."""
DIRECTIONS, COORDINATES = 8, 13
"""How many random directions and single entries stand for a larger gradient (13: no factor that mistakes make)."""
UNJUDGED = 5
"""One in so many derivatives may be left out because it sits at a kink."""

FAULTS = {
    "infinite": ("the result itself is not finite near this input, so it has no gradient.", ""),
    "changing": (
        "the same arguments gave two different results, so there is no gradient.",
        "Does it draw random numbers, change an argument in place, or keep something from one call to the next?",
    ),
    "coarse": (
        "the result moves in jumps where the arguments move smoothly in float64.",
        "It looks as if float32 was used somewhere on the way, or results are rounded.",
    ),
}


@dataclass(frozen=True)
class Tolerance:
    """How far apart two derivatives may be: ``atol * unit + rtol * max(largest derivative, unit)``."""

    rtol: float
    atol: float
    unit: float = 1.0

    def of(self, want: Tensor) -> float:
        sizes = want[want.isfinite()].abs()
        largest = float(sizes.max()) if sizes.numel() else 0.0
        return self.atol * self.unit + self.rtol * max(largest, self.unit)


@dataclass(frozen=True)
class Place:
    """Where an argument stands among all: its name, its shape, and its first entry among ``total``."""

    name: str
    shape: torch.Size
    offset: int
    total: int
    symmetric: bool = False

    def lines(self, generator: Callable[[], torch.Generator]) -> Tensor:
        """Return directions (k, entries): single entries, after random ones where there are many entries."""
        size = self.shape.numel()
        if size <= DIRECTIONS + COORDINATES or (size <= ENTRIES and size * self.total <= ROOM):
            lines = torch.eye(size, dtype=torch.float64)
            if self.symmetric:  # the entries below the diagonal move with those above
                lines = lines[torch.ones(self.shape).triu().flatten().bool()]
            return lines
        source = generator()
        # Multiples of 1/8, so that a step along them is exact in float32 as well.
        random = (8 * torch.randn(DIRECTIONS, size, generator=source, dtype=torch.float64)).round() / 8
        chosen = torch.randperm(size, generator=source)[:COORDINATES]
        return torch.cat([random, torch.nn.functional.one_hot(chosen, size).double()])

    def lift(self, lines: Tensor) -> Tensor:
        """Return directions of this argument as directions of all arguments, symmetric where it is."""
        if self.symmetric:
            square = lines.reshape(-1, *self.shape)
            lines = ((square + square.mT) / 2).reshape(lines.shape)
        return torch.nn.functional.pad(lines, (self.offset, self.total - self.offset - lines.shape[1]))

    def index(self, line: Tensor) -> list[int]:
        """Return the index of the entry that a line of one entry moves."""
        entry = line.abs().argmax()
        return [int(i) for i in torch.unravel_index(entry, self.shape)] if self.shape else []


@dataclass(frozen=True)
class _Finding:
    """What a close look at one suspect line brought."""

    line: Tensor
    got: float
    numerical: float
    ratio: float
    """Distance over tolerance."""
    is_wrong: bool


class Comparison:
    """One gradient held against numerical derivatives.

    ``trusted`` says that the function belongs to the check: what is wrong with it is then the author's fault.
    """

    def __init__(
        self,
        call: str,
        got: Tensor,
        place: Place,
        scene: Slopes,
        tolerance: Tolerance,
        *,
        trusted: bool,
        title: str = "",
    ) -> None:
        self.call, self.got, self.place, self.scene = call, got.double().flatten(), place, scene
        self.tolerance, self.trusted = tolerance, trusted
        self.title = title or "derivative"

    def run(self, generator: Callable[[], torch.Generator]) -> None:
        """Raise Mismatch for a wrong entry; where there are too few derivatives, also ValueError if trusted."""
        lines = self.place.lines(generator)
        have, want = self._along(lines), self.scene.slopes(self.place.lift(lines))
        allowed = self._allowed(have, want)
        near = (have - want).abs() / allowed
        near = near.nan_to_num(nan=torch.inf)
        left_out = 0
        # A plain difference that disagrees gets a closer look, the worst first; those that agree need none.
        for i in [int(i) for i in near.argsort(descending=True) if near[i] > 1]:
            finding = self._examine(lines[i], allowed)
            want[i], near[i] = finding.numerical, finding.ratio
            if finding.is_wrong and int(lines[i].count_nonzero()) > 1:
                finding = self._examine(self._culprit(lines[i]), allowed)  # a direction is wrong where an entry is
            if finding.is_wrong:
                record(finding.ratio)
                raise self._mismatch(finding, have, want)
            if near[i] > 1:
                near[i] = 0.0
                left_out += 1
                self._hold_enough(left_out, len(lines))
        if len(near):
            record(float(near.max()))

    def _allowed(self, have: Tensor, want: Tensor) -> float:
        """Return the tolerance for derivatives of these sizes.

        The smaller of two sizes counts, for a difference across a jump is huge and must not loosen all others; and
        no more than single entries deserve, for along a random direction thousands of them add up.
        """
        return min(self.tolerance.of(self.got), self.tolerance.of(torch.minimum(have.abs(), want.abs())))

    def _along(self, lines: Tensor) -> Tensor:
        start, size = self.place.offset, self.place.shape.numel()
        own = self.place.lift(lines)[:, start : start + size]
        if bool(self.got.isfinite().all()):
            return own @ self.got
        return torch.where(own == 0, 0.0, own * self.got).sum(1)  # nan times 0 is nan

    def _examine(self, line: Tensor, allowed: float) -> "_Finding":
        got, look = self._along(line[None]), self._look(line)
        allowed = max(allowed, self._allowed(got, torch.tensor([look.value])))
        off = abs(float(got) - look.value)
        is_wrong = off > allowed + look.doubt
        if not bool(got.isfinite()) and look.error < torch.inf:  # wrong even at a kink
            off, is_wrong = torch.inf, True
        return _Finding(line, float(got), look.value, off / allowed if off == off else torch.inf, is_wrong)

    def _look(self, line: Tensor) -> Look:
        look = self.scene.look(self.place.lift(line[None])[0])
        if look.fault:
            sentence, diagnosis = FAULTS[look.fault]
            if self.trusted:
                raise ValueError(f"the check's own function cannot be differentiated here: {sentence}")
            raise Mismatch(f"{self.call}: {sentence}", diagnosis)
        return look

    def _hold_enough(self, left_out: int, count: int) -> None:
        if left_out * UNJUDGED > count:
            said = f"{left_out} of {count} {self.title}s with respect to {self.place.name} sit at a kink or an edge"
            if self.trusted:
                raise ValueError(f"{said}, or differences say nothing about them: choose another point")
            raise Mismatch(f"{self.call}: {said}; the function should be smooth there.")

    def _mismatch(self, finding: "_Finding", have: Tensor, want: Tensor) -> Mismatch:
        got, numerical, line = finding.got, finding.numerical, finding.line
        shown, expected = number(got), number(numerical)
        if shown == expected:  # the same to six digits
            shown += f" (off by {number(abs(got - numerical))})"
        return Mismatch(
            f"{self.call}: the {self.title} with respect to {self.place.name} is {shown} "
            f"at {self.place.index(line)}; central differences give {expected}.",
            self._diagnosis(have, want),
        )

    def _culprit(self, line: Tensor) -> Tensor:
        """Return the single entry that contributes most to a wrong directional derivative, by halving."""
        entries = line.nonzero().flatten()
        while len(entries) > 1:
            halves = torch.tensor_split(entries, 2)
            lines = torch.stack([torch.zeros_like(line).index_copy(0, half, line[half]) for half in halves])
            off = (self._along(lines) - self.scene.slopes(self.place.lift(lines))).abs()
            entries = halves[int(off.nan_to_num(nan=torch.inf).argmax())]
        return torch.zeros_like(line).index_fill(0, entries, 1.0)

    def _diagnosis(self, have: Tensor, want: Tensor) -> str:
        if self.place.symmetric or len(have) != self.place.shape.numel():
            return diagnose(have[-COORDINATES:], want[-COORDINATES:], 1e-4, 1e-6)
        return diagnose(have.reshape(self.place.shape), want.reshape(self.place.shape), 1e-4, 1e-6)
