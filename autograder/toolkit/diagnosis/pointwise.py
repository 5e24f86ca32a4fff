"""Explanations by a function of each element (or row) that is missing or too many."""

import torch

from autograder.toolkit.diagnosis.pair import SPECIFIC, Elementwise, Finding, Findings, Pair, variety

LIKE = "It looks as if"


def functions(pair: Pair) -> Findings:
    """Find an elementary function, a softmax, a rounding or a bound that is missing or too many."""
    if pair.whole_numbers or (pair.variety < 4 and not (pair.want.numel() == 1 and pair.telling)):
        return
    got, want = pair.got, pair.want
    yield from _powers(pair)
    if logarithms := _logarithms(pair):
        yield logarithms
        return  # exp of log-probabilities is their softmax, too
    if want.numel() == 1:
        return
    yield from _squashed(pair)
    yield from _probabilities(pair)
    if pair.fits_by(lambda x: 1 - x):
        yield SPECIFIC, f"{LIKE} your result is 1 minus what was expected."
    if pair.mended_by(torch.abs) and _both_signs(got):
        yield SPECIFIC, f"{LIKE} the absolute value is missing: your result has negative elements."
    if pair.fits_by(torch.abs) and _both_signs(want):
        yield SPECIFIC, f"{LIKE} an absolute value was taken: what was expected has negative elements."
    yield from _bounds(pair)
    yield from _rounded(pair)


def _both_signs(values: torch.Tensor) -> bool:
    return int((values < 0).sum()) >= 2 and int((values > 0).sum()) >= 2


def _powers(pair: Pair) -> Findings:
    want = pair.want
    if bool((want >= 0).all()):
        if pair.fits_by(torch.square):
            yield SPECIFIC, f"{LIKE} the square root is missing: your result is the square of what was expected."
        if pair.mended_by(torch.square):
            yield SPECIFIC, f"{LIKE} the square is missing: your result squared is what was expected."
    if pair.fits_by(torch.reciprocal):
        yield SPECIFIC, f"{LIKE} your result is upside down: it is 1 divided by what was expected."


def _logarithms(pair: Pair) -> Finding | None:
    found: tuple[tuple[str, Elementwise], ...] = (
        ("the logarithm is missing: your result is exp of what was expected", torch.exp),
        (
            "the negative logarithm is missing: your result is exp of minus what was expected",
            lambda x: torch.exp(-x),
        ),
        ("your result is the logarithm of what was expected", torch.log),
        ("your result is the negative logarithm of what was expected", lambda x: -torch.log(x)),
    )
    for said, function in found:
        if pair.fits_by(function):
            return SPECIFIC, f"{LIKE} {said}."
    return None


def _squashed(pair: Pair) -> Findings:
    squashes: tuple[tuple[str, Elementwise], ...] = (("sigmoid", torch.sigmoid), ("tanh", torch.tanh))
    for name, function in squashes:
        if pair.mended_by(function):
            yield SPECIFIC, f"{LIKE} {name} is missing: {name} of your result is what was expected."
        if pair.fits_by(function):
            yield SPECIFIC, f"{LIKE} {name} was applied once too often."


def _probabilities(pair: Pair) -> Findings:
    """Find probabilities for logits and logits for probabilities, along any axis."""
    if pair.sampled:
        return
    for axis in [axis for axis, size in enumerate(pair.want.shape) if size > 1]:
        if pair.mended_along(torch.softmax, axis):
            yield SPECIFIC, f"{LIKE} logits came back where probabilities were expected: their softmax is right."
        elif pair.mended_along(torch.log_softmax, axis):
            yield SPECIFIC, f"{LIKE} the log-softmax is missing: that of your result is what was expected."
        if pair.fits_along(torch.softmax, axis):
            yield SPECIFIC, f"{LIKE} probabilities came back where logits were expected: leave out the softmax."
        elif pair.fits_along(torch.log_softmax, axis):
            yield SPECIFIC, f"{LIKE} a log-softmax was applied where none was expected."


def _bounds(pair: Pair) -> Findings:
    """Find values cut off on one side of the comparison; two or more must stand at a bound."""
    got, want = pair.got, pair.want
    if pair.mended_by(lambda x: x.clamp(want.min(), want.max())) and _cut(got, want, pair.atol):
        low, high = bool((got < want.min() - pair.atol).any()), bool((got > want.max() + pair.atol).any())
        if low and not high and float(want.min()) == 0.0:
            yield SPECIFIC, f"{LIKE} negative elements should be 0 in the result."
        else:
            side = "on both sides" if low and high else f"at {float(want.min() if low else want.max()):.4g}"
            yield SPECIFIC, f"{LIKE} the result should be cut off {side} (clipped) and was not."
    if pair.fits_by(lambda x: x.clamp(got.min(), got.max())) and _cut(want, got, pair.atol):
        yield SPECIFIC, f"{LIKE} values were cut off (clipped) that should stay as they are."


def _cut(free: torch.Tensor, bounded: torch.Tensor, slack: float) -> bool:
    """Tell whether at least two elements were cut off at one bound, to one value, and enough was not."""
    low, high = free < bounded.min() - slack, free > bounded.max() + slack
    inside = free[~(low | high)]
    return (int(low.sum()) >= 2 or int(high.sum()) >= 2) and variety(inside) >= 3


def _rounded(pair: Pair) -> Findings:
    if pair.at_worst[0] != round(pair.at_worst[0]) or not torch.equal(pair.got, pair.got.round()):
        return
    if pair.fits_by(torch.floor) or pair.fits_by(torch.trunc):
        yield SPECIFIC, f"{LIKE} the result was cut down to whole numbers, as // and int() do."
    elif pair.fits_by(torch.round):
        yield SPECIFIC, f"{LIKE} the result was rounded to whole numbers."
