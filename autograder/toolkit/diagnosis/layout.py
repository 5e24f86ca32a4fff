"""Explanations by the order of elements: transposed, reversed, shifted, with or without an end."""

import itertools

import torch

from autograder.toolkit.diagnosis.pair import GENERAL, SPECIFIC, Findings, Pair, variety


def arrangements(pair: Pair) -> Findings:
    """Find the expected numbers at other places; both tensors have the same shape."""
    if pair.sampled or not pair.patterned or pair.want.dim() > 6:
        return
    wide = [axis for axis, size in enumerate(pair.want.shape) if size > 1]
    yield from _exchanged(pair, wide)
    yield from _reversed(pair, wide)
    for axis in wide:
        if pair.want.shape[axis] > 2 and any(pair.fits(pair.want.roll(shift, axis)) for shift in (1, -1)):
            yield SPECIFIC, _shifted(axis)
        elif _moved(pair, axis):
            yield GENERAL, _shifted(axis)
    if pair.dtype == torch.bool and pair.fits_by(lambda x: 1 - x):
        yield SPECIFIC, "It looks as if True and False are exchanged."


def _shifted(axis: int) -> str:
    return f"It looks as if your result is shifted by one along axis {axis}."


def _exchanged(pair: Pair, wide: list[int]) -> Findings:
    """Try every order of the axes longer than 1."""
    dims = pair.want.dim()
    for order in itertools.permutations(wide):
        moved = [axis for axis, source in zip(wide, order, strict=True) if axis != source]
        whole = list(range(dims))
        for axis, source in zip(wide, order, strict=True):
            whole[axis] = source
        if not moved or [pair.want.shape[axis] for axis in whole] != list(pair.got.shape):
            continue
        if pair.fits(pair.want.permute(whole)):
            if moved == [dims - 2, dims - 1]:
                yield SPECIFIC, "It looks as if your result is transposed."
            elif len(moved) == 2:
                yield SPECIFIC, f"It looks as if axes {moved[0]} and {moved[1]} of your result are exchanged."
            else:
                yield SPECIFIC, "It looks as if the axes of your result are in another order."


def _reversed(pair: Pair, wide: list[int]) -> Findings:
    for axis in wide:
        if pair.fits(pair.want.flip(axis)):
            yield SPECIFIC, f"It looks as if your result is reversed along axis {axis}."
    if len(wide) >= 2 and pair.fits(pair.want.flip(wide[-2:])):
        # A triangle that is turned is one that is transposed.
        yield GENERAL, f"It looks as if your result is reversed along axes {wide[-2]} and {wide[-1]}."


def _moved(pair: Pair, axis: int) -> bool:
    """Tell whether one is the other moved by one place, whatever stands at the end left free."""
    size = pair.want.shape[axis]
    if size < 4:
        return False
    for ours, theirs in ((1, 0), (0, 1)):
        place = pair.worst[axis] + theirs - ours
        if 0 <= place < size:
            near = float(pair.want[(*pair.worst[:axis], place, *pair.worst[axis + 1 :])])
            if abs(near - pair.at_worst[0]) > 1e-2 * pair.farthest:
                continue
        got, want = pair.got.narrow(axis, ours, size - 1), pair.want.narrow(axis, theirs, size - 1)
        if pair.same(got, want) and variety(want) >= 4:
            return int(torch.count_nonzero(pair.moved.abs() > pair.atol)) >= 3
    return False


def lengths(pair: Pair) -> Findings:
    """Find one place too many or too few at an end of one axis; the shapes differ."""
    got, want = pair.got, pair.want
    if got.dim() != want.dim():
        return
    differing = [axis for axis in range(want.dim()) if got.shape[axis] != want.shape[axis]]
    if len(differing) != 1 or variety(want) < 3:
        return
    axis = differing[0]
    missing = want.shape[axis] - got.shape[axis]
    longer, shorter = (want, got) if missing > 0 else (got, want)
    size = shorter.shape[axis]
    if abs(missing) != 1 or size < 2:
        return
    fault = "is missing" if missing > 0 else "is one too many"
    fits = [
        end for end, start in (("last", 0), ("first", 1)) if pair.same(longer.narrow(axis, start, size), shorter)
    ]
    if len(fits) == 1:
        yield SPECIFIC, f"It looks as if the {fits[0]} place along axis {axis} {fault}."


def padding_left(pair: Pair) -> Findings:
    """Find what was expected in the middle of a larger result: padding that was not taken off again."""
    got, want = pair.got, pair.want
    if got.dim() != want.dim() or variety(want) < 3:
        return
    extra = [ours - theirs for ours, theirs in zip(got.shape, want.shape, strict=True)]
    if any(size < 0 or size % 2 for size in extra) or not any(extra):
        return
    for axis, size in enumerate(extra):
        got = got.narrow(axis, size // 2, want.shape[axis])
    if pair.same(got, want):
        yield SPECIFIC, "It looks as if padding was left on: the middle of your result is what was expected."
