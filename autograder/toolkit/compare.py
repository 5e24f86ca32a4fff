"""The ordered comparison: defined, type, shape, dtype, finite, values; and what the difference looks like."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch

from autograder.answer import Handle, last_call
from autograder.describe import describe, kind_of, number, shape_of
from autograder.toolkit.diagnosis import diagnose

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
    as the diagnosis. Raises Mismatch.
    """
    call = last_call[-1] if last_call else "the answer"
    try:
        _compare(call, "", got, want, rtol, atol, saying, check_dtype)
    except Mismatch as mismatch:
        fitting = [sentence for sentence, value in (guesses or {}).items() if _agree(got, value)]
        if len(fitting) == 1:
            raise Mismatch(mismatch.sentence, fitting[0]) from None
        raise


def _agree(got: Any, value: torch.Tensor) -> bool:
    return (
        isinstance(got, torch.Tensor)
        and got.shape == value.shape
        and torch.allclose(got.double(), value.double(), rtol=1e-4, atol=1e-6)
    )


def _compare(
    call: str, place: str, got: Any, want: Any, rtol: Any, atol: Any, saying: str | None, check_dtype: bool
) -> None:
    if got is None and want is not None:
        raise Mismatch(f"{call} returned None{place}; {kind_of(want)} was expected. Is a return missing?")
    if isinstance(want, torch.Tensor):
        _compare_tensors(call, place, got, want, rtol, atol, saying, check_dtype)
    elif isinstance(want, list | tuple):
        _want_kind(call, place, got, want)
        if len(got) != len(want):
            raise Mismatch(f"{call} returned {len(got)} values{place}; {len(want)} were expected.")
        for index, (one, other) in enumerate(zip(got, want, strict=True)):
            part = f" as result {index + 1} of {len(want)}" if isinstance(want, tuple) else f" at position {index}"
            _compare(call, place + part, one, other, rtol, atol, saying, check_dtype)
    elif isinstance(want, dict):
        _want_kind(call, place, got, want)
        if missing := [key for key in want if key not in got]:
            raise Mismatch(f"{call} returned a dict without {missing[0]!r}{place}.")
        if extra := [key for key in got if key not in want]:
            raise Mismatch(f"{call} returned a dict with the unexpected key {extra[0]!r}{place}.")
        for key in want:
            _compare(call, f"{place} under {key!r}", got[key], want[key], rtol, atol, saying, check_dtype)
    elif isinstance(want, float):
        if isinstance(got, torch.Tensor | np.ndarray) or not isinstance(got, float | int) or isinstance(got, bool):
            raise Mismatch(f"{call} returned {kind_of(got)}{place}; a Python float was expected.")
        tensors = torch.tensor([got, want], dtype=torch.float64)
        _compare_values(call, place, tensors[:1], tensors[1:], rtol, atol, saying, scalar=True)
    else:
        _want_kind(call, place, got, want)
        if got != want:
            raise Mismatch(f"{call} returned {describe(got)}{place}; {describe(want)} was expected.")


def _want_kind(call: str, place: str, got: Any, want: Any) -> None:
    if isinstance(got, Handle) or type(got) is not type(want):
        raise Mismatch(f"{call} returned {kind_of(got)}{place}; {kind_of(want)} was expected.")


def _compare_tensors(
    call: str,
    place: str,
    got: Any,
    want: torch.Tensor,
    rtol: Any,
    atol: Any,
    saying: str | None,
    check_dtype: bool,
) -> None:
    if not isinstance(got, torch.Tensor):
        raise Mismatch(f"{call} returned {kind_of(got)}{place}; a tensor was expected.")
    if got.shape != want.shape:
        raise Mismatch(
            f"{call} returned a tensor of shape {shape_of(got)}{place}; shape {shape_of(want)} was expected.",
            diagnose(got, want),
        )
    if check_dtype and got.dtype != want.dtype:
        raise Mismatch(f"{call} returned {_name(got.dtype)}{place}; {_name(want.dtype)} was expected.")
    if want.dtype == torch.bool or not (want.dtype.is_floating_point or want.dtype.is_complex):
        rtol, atol = rtol or 0.0, atol or 0.0
    _compare_values(call, place, got, want, rtol, atol, saying)


def _name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def _compare_values(
    call: str,
    place: str,
    got: torch.Tensor,
    want: torch.Tensor,
    rtol: Any,
    atol: Any,
    saying: str | None,
    scalar: bool = False,
) -> None:
    default = max(TOLERANCE.get(got.dtype, 0.0), TOLERANCE.get(want.dtype, 0.0))
    rtol = default if rtol is None else rtol
    atol = default if atol is None else atol
    if want.numel() == 0:
        return
    wide = torch.complex128 if want.dtype.is_complex or got.dtype.is_complex else torch.float64
    exact = not got.dtype.is_floating_point and not want.dtype.is_floating_point and not want.dtype.is_complex
    if exact:
        bad, distance = got != want, (got != want).double()
    else:
        a, b = got.to(wide), want.to(wide)
        distance = (a - b).abs()
        distance = torch.where(a == b, torch.zeros_like(distance), distance)  # equal infinities
        bad = ~(distance <= atol + rtol * b.abs()) | (a.isinf() & (a != b))
        distance = distance.nan_to_num(nan=torch.inf)
    if not bad.any():
        return
    worst = int(torch.where(bad, distance, -torch.ones_like(distance)).argmax())
    index = tuple(int(i) for i in torch.unravel_index(torch.tensor(worst), want.shape)) if want.dim() else ()
    one, other = number(got.reshape(-1)[worst]), number(want.reshape(-1)[worst])
    if one == other:  # the same to six digits
        one += f" (off by {number(distance.reshape(-1)[worst])})"
    if saying is not None:
        sentence = f"{call} returned {saying.format(got=one, want=other)}."
    elif scalar or want.numel() == 1:
        sentence = f"{call} returned {one}{place}; {other} was expected."
    else:
        count = int(bad.sum())
        many = "every element differs" if count == want.numel() else f"{count} of {want.numel()} elements differ"
        shown = ", ".join(str(i) for i in index)
        sentence = f"{call} returned {one} at [{shown}]{place}; {other} was expected there ({many})."
    finite = torch.isfinite(got.to(wide)).all() if not exact else True
    if not finite and torch.isfinite(want.to(wide)).all():
        bad_kind = "nan" if got.isnan().any() else "inf"
        raise Mismatch(sentence, f"A finite result was expected; yours contains {bad_kind}.")
    if exact:
        raise Mismatch(sentence)
    raise Mismatch(sentence, _lost_precision(distance, want) or diagnose(got, want, rtol, atol))


def _lost_precision(distance: torch.Tensor, want: torch.Tensor) -> str:
    """Return a sentence when float64 values agree as well as float32 allows and no better."""
    if want.dtype != torch.float64 or not bool(torch.isfinite(want).all()):
        return ""
    relative = float(distance.max() / want.abs().max().clamp_min(1e-300))
    return "It looks as if float32 was used somewhere on the way." if 1e-9 < relative < 3e-7 else ""
