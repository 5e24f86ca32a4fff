"""The ordered comparison: defined, type, shape, dtype, finite, values; and what the difference looks like."""

import contextlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import torch

from autograder.answer import Handle, last_call, last_inputs
from autograder.describe import describe, kind_of, number, shape_of
from autograder.toolkit.diagnosis import diagnose
from autograder.toolkit.margins import margins, record, record_worst

TOLERANCE = {torch.float16: 2e-3, torch.bfloat16: 2e-2, torch.float32: 1e-5, torch.float64: 1e-9}
"""Default tolerance, relative and absolute, where a check states none: some hundred rounding errors."""


class Mismatch(AssertionError):
    """Two values differ; ``str`` is the sentence for the student, ``diagnosis`` a guess at the cause."""

    def __init__(self, sentence: str, diagnosis: str = "") -> None:
        self.sentence, self.diagnosis = sentence, diagnosis
        super().__init__(sentence + (f" {diagnosis}" if diagnosis else ""))


def assert_same(
    got: Any,
    want: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    saying: str | None = None,
    check_dtype: bool = True,
    guesses: Mapping[str, torch.Tensor] | None = None,
) -> None:
    """Compare what the answer gave with what was expected, most basic fault first.

    ``rtol`` and ``atol`` default by dtype (float32 1e-5, float64 1e-9; integers and booleans are exact).
    ``saying`` replaces the sentence about differing values, with the worst element as {got} and {want}:
    "rows that sum to {got}; each row should sum to {want}". NaN never passes, whatever was expected.
    ``guesses`` maps sentences to the wrong values that well-known mistakes give; the one that fits is said
    as the diagnosis. What the answer returns comes back in main memory, so its device is not compared here:
    `assert_device` looks at it. Notes in `margins` how near the comparison came. Raises Mismatch.
    """
    before = len(margins)
    terms = _Terms(last_call[-1] if last_call else "the answer", rtol, atol, saying, check_dtype)
    try:
        terms.compare("", got, want)
    except Mismatch as mismatch:
        if max(margins[before:], default=0.0) <= 1.0:  # the form differs, not the numbers
            record(math.inf)
        fitting = [sentence for sentence, value in (guesses or {}).items() if _agree(got, value)]
        if len(fitting) == 1:
            raise Mismatch(mismatch.sentence, fitting[0]) from None
        raise


def _agree(got: Any, value: Any) -> bool:
    """Tell whether two tensors or numbers agree as well as a guess needs to."""
    if isinstance(got, torch.Tensor) and isinstance(value, torch.Tensor):
        same = got.shape == value.shape and got.dtype.is_complex == value.dtype.is_complex
        return same and torch.allclose(_wide(got), _wide(value), rtol=1e-4, atol=1e-6)
    if isinstance(got, float | int) and isinstance(value, float | int):
        with contextlib.suppress(OverflowError):  # an integer that no float holds
            return math.isclose(got, value, rel_tol=1e-4, abs_tol=1e-6)
    return False


def _wide(value: torch.Tensor) -> torch.Tensor:
    return value.detach().to("cpu", torch.complex128 if value.dtype.is_complex else torch.float64)


def _name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


@dataclass(frozen=True)
class _Terms:
    """One comparison's terms; ``place`` in its methods says where inside the result the two values are."""

    call: str
    rtol: float | None
    atol: float | None
    saying: str | None
    check_dtype: bool

    def compare(self, place: str, got: Any, want: Any) -> None:
        if got is None and want is not None:
            said = f"{self.call} returned None{place}; {kind_of(want)} was expected. Is a return missing?"
            raise Mismatch(said)
        if isinstance(want, torch.Tensor):
            self._tensors(place, got, want)
        elif isinstance(want, np.ndarray):
            self._kind(place, got, want)
            self._tensors(place, _tensor_of(got), _tensor_of(want))
        elif isinstance(want, list | tuple):
            self._sequences(place, got, want)
        elif isinstance(want, dict):
            self._dicts(place, got, want)
        elif isinstance(want, float):
            self._floats(place, got, want)
        else:
            self._kind(place, got, want)
            if got != want:
                said = f"{self.call} returned {describe(got)}{place}; {describe(want)} was expected."
                raise Mismatch(said)
            record(0.0)

    def _kind(self, place: str, got: Any, want: Any) -> None:
        if isinstance(got, Handle) or type(got) is not type(want):
            raise Mismatch(f"{self.call} returned {kind_of(got)}{place}; {kind_of(want)} was expected.")

    def _sequences(self, place: str, got: Any, want: Any) -> None:
        self._kind(place, got, want)
        if len(got) != len(want):
            raise Mismatch(f"{self.call} returned {len(got)} values{place}; {len(want)} were expected.")
        try:
            for index, (one, other) in enumerate(zip(got, want, strict=True)):
                several = isinstance(want, tuple)
                part = f" as result {index + 1} of {len(want)}" if several else f" at position {index}"
                self.compare(place + part, one, other)
        except Mismatch as mismatch:
            diagnosis = _exchanged(got, want) or mismatch.diagnosis or self._numbers(got, want)
            raise Mismatch(mismatch.sentence, diagnosis) from None

    def _numbers(self, got: Any, want: Any) -> str:
        """Return what the difference of two lists of numbers looks like."""
        if not all(type(item) in (int, float) for item in [*got, *want]):
            return ""
        dtype = torch.float64 if any(isinstance(item, float) for item in want) else torch.int64
        try:
            one, other = torch.tensor(got, dtype=dtype), torch.tensor(want, dtype=dtype)
        except (OverflowError, RuntimeError, ValueError):  # an integer that no tensor holds
            return ""
        return diagnose(one, other, self.rtol or 1e-6, self.atol or 1e-9, last_inputs)

    def _dicts(self, place: str, got: Any, want: Any) -> None:
        self._kind(place, got, want)
        if missing := [key for key in want if key not in got]:
            raise Mismatch(f"{self.call} returned a dict without {missing[0]!r}{place}.")
        if extra := [key for key in got if key not in want]:
            raise Mismatch(f"{self.call} returned a dict with the unexpected key {extra[0]!r}{place}.")
        for key in want:
            self.compare(f"{place} under {key!r}", got[key], want[key])

    def _floats(self, place: str, got: Any, want: float) -> None:
        if not isinstance(got, float | int) or isinstance(got, bool):
            raise Mismatch(f"{self.call} returned {kind_of(got)}{place}; a Python float was expected.")
        try:
            got = float(got)
        except OverflowError:
            got = math.inf
        one, other = torch.tensor(got, dtype=torch.float64), torch.tensor(want, dtype=torch.float64)
        self._values(place, one, other)

    def _tensors(self, place: str, got: Any, want: torch.Tensor) -> None:
        if not isinstance(got, torch.Tensor):
            raise Mismatch(f"{self.call} returned {kind_of(got)}{place}; a tensor was expected.")
        if got.shape != want.shape:
            said = f"a tensor of shape {shape_of(got)}{place}; shape {shape_of(want)} was expected."
            raise Mismatch(f"{self.call} returned {said}", diagnose(got, want, inputs=last_inputs))
        if self.check_dtype and got.dtype != want.dtype:
            said = f"{_name(got.dtype)}{place}; {_name(want.dtype)} was expected."
            raise Mismatch(f"{self.call} returned {said}")
        self._values(place, got.detach().cpu(), want.detach().cpu())

    def _tolerances(self, got: torch.Tensor, want: torch.Tensor) -> tuple[float, float]:
        if not (want.dtype.is_floating_point or want.dtype.is_complex):
            return self.rtol or 0.0, self.atol or 0.0
        default = max(TOLERANCE.get(got.dtype, 0.0), TOLERANCE.get(want.dtype, 0.0))
        return default if self.rtol is None else self.rtol, default if self.atol is None else self.atol

    def _values(self, place: str, got: torch.Tensor, want: torch.Tensor) -> None:
        """Compare two tensors of one shape, both in main memory."""
        if want.numel() == 0:
            return
        rtol, atol = self._tolerances(got, want)
        exact = not any(t.dtype.is_floating_point or t.dtype.is_complex for t in (got, want))
        if exact:
            bad = got != want
            distance = bad.double()
            record_worst(distance, 0.0)
        else:
            distance, bad = _distances(got, want, rtol, atol)
        if not bad.any():
            return
        sentence = self._sentence(place, got, want, distance, bad)
        if not exact and torch.isfinite(want).all() and not torch.isfinite(got).all():
            bad_kind = "nan" if got.isnan().any() else "inf"
            raise Mismatch(sentence, f"A finite result was expected; yours contains {bad_kind}.")
        raise Mismatch(sentence, diagnose(got, want, rtol, atol, last_inputs))

    def _sentence(
        self, place: str, got: torch.Tensor, want: torch.Tensor, distance: torch.Tensor, bad: torch.Tensor
    ) -> str:
        """Name the worst element, and where it is."""
        worst = int(torch.where(bad, distance, -torch.ones_like(distance)).argmax())
        one, other = number(got.reshape(-1)[worst]), number(want.reshape(-1)[worst])
        if one == other:  # the same to six digits
            one += f" (off by {number(distance.reshape(-1)[worst])})"
        if self.saying is not None:
            return f"{self.call} returned {self.saying.format(got=one, want=other)}."
        if want.numel() == 1:
            return f"{self.call} returned {one}{place}; {other} was expected."
        count = int(bad.sum())
        many = "every element differs" if count == want.numel() else f"{count} of {want.numel()} elements differ"
        index = ", ".join(str(int(i)) for i in torch.unravel_index(torch.tensor(worst), want.shape))
        return f"{self.call} returned {one} at [{index}]{place}; {other} was expected there ({many})."


def _distances(
    got: torch.Tensor, want: torch.Tensor, rtol: float, atol: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return how far each element is off and whether that is too far; note the worst of them."""
    wide = torch.complex128 if want.dtype.is_complex or got.dtype.is_complex else torch.float64
    a, b = got.to(wide), want.to(wide)
    distance = (a - b).abs()
    distance = torch.where(a == b, torch.zeros_like(distance), distance)  # equal infinities
    size = b.abs()
    allowed = atol + rtol * torch.where(size.isinf(), 0.0, size)  # nothing finite is near infinity
    bad = ~(distance <= allowed) | (a.isinf() & (a != b))
    record_worst(distance, allowed)
    return distance.nan_to_num(nan=torch.inf), bad


def _exchanged(got: Any, want: Any) -> str:
    """Return a sentence if two of several results stand in each other's places, and alone are wrong."""
    if not isinstance(want, tuple) or not 2 <= len(want) <= 8:
        return ""
    for one, other in combinations(range(len(want)), 2):
        crossed = _agree(got[one], want[other]) and _agree(got[other], want[one])
        if crossed and not _agree(got[one], want[one]):
            return f"It looks as if results {one + 1} and {other + 1} are exchanged."
    return ""


def _tensor_of(array: "np.ndarray[Any, Any]") -> torch.Tensor:
    """Return a copy of an array as a tensor; types that torch lacks become the widest it has."""
    native = np.array(array, dtype=array.dtype.newbyteorder("="), order="C")
    try:
        return torch.from_numpy(native)
    except TypeError:
        return torch.from_numpy(native.astype(np.complex128 if native.dtype.kind == "c" else np.float64))
