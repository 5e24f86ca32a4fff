"""Explanations that one number gives: the sign, a factor, an offset."""

import math

import torch

from autograder.toolkit.diagnosis.pair import GENERAL, SPECIFIC, Findings, Pair

CONSTANTS = {2.0: "twice", 0.5: "half of", 4.0: "four times", 0.25: "a quarter of"}
LOGARITHMS = {
    1 / math.log(2): "1/log(2)",
    math.log(2): "log(2)",
    1 / math.log(10): "1/log(10)",
    math.log(10): "log(10)",
}


def scales(pair: Pair) -> Findings:
    """Find a wrong sign, factor or offset."""
    several = pair.want.numel() >= 3 and pair.variety >= 2
    if (several or pair.telling) and pair.fits(-pair.want):
        rest = ": every element has the right size and the opposite sign" if pair.want.numel() > 1 else ""
        yield SPECIFIC, f"It looks as if the sign is wrong{rest}."
        return
    if pair.variety < 3 and not pair.telling:
        return
    yield from _factor(pair)
    if pair.variety >= 4:
        yield from _offset(pair)


def _factor(pair: Pair) -> Findings:
    ratio = _ratio(pair)
    got, want = pair.at_worst
    if ratio is None or not math.isclose(got, want * ratio, rel_tol=1e-2):
        return
    named = (
        *_reduced(pair),
        *_constants(),
        *_result_axes(pair),
        *_input_axes(pair),
        *_variances(pair),
        *_roots(pair),
    )
    exactly = 1e-4 if pair.variety >= 3 else 1e-6
    for value, sentence in named:
        if math.isclose(ratio, value, rel_tol=exactly) and pair.fits(pair.want * value):
            yield SPECIFIC, sentence
            return
    if pair.variety >= 3 and pair.fits(pair.want * ratio):
        yield GENERAL, _times(f"{ratio:.4g} times")


def _ratio(pair: Pair) -> float | None:
    """Return the typical ratio of the two, or None where it is nothing that a mistake gives."""
    size = pair.want.abs()
    large = size > 1e-3 * size.max()
    if not bool(large.any()):
        return None
    ratio = float((pair.got[large] / pair.want[large]).median())
    return None if ratio == 0.0 or not math.isfinite(ratio) else ratio


def _times(factor: str) -> str:
    return f"It looks as if your result is {factor} what it should be."


def _constants() -> list[tuple[float, str]]:
    return [(value, _times(name)) for value, name in CONSTANTS.items()] + [
        (
            value,
            f"It looks as if a logarithm of another base was taken: your result is {name} times what it should be.",
        )
        for value, name in LOGARITHMS.items()
    ]


def _named_sizes(places: list[tuple[int, str]]) -> dict[int, str]:
    """Return for each size above 2 the axes that have it, in words."""
    found: dict[int, list[str]] = {}
    for size, place in places:
        if size > 2 and place not in found.setdefault(size, []):
            found[size].append(place)
    return {
        size: " and ".join(names) if len(names) < 3 else f"{names[0]} and others" for size, names in found.items()
    }


def _sized(places: list[tuple[int, str]]) -> list[tuple[float, str]]:
    named = []
    for size, place in _named_sizes(places).items():
        named.append((float(size), _times(f"{size} times ({place})")))
        named.append((1 / size, _times(f"1/{size} ({place}) of")))
    return named


def _axes_of_result(pair: Pair) -> list[tuple[int, str]]:
    return [(size, f"axis {axis}") for axis, size in enumerate(pair.shape)]


def _axes_of_inputs(pair: Pair) -> list[tuple[int, str]]:
    return [
        (size, f"axis {axis} of {name}")
        for name, shape in pair.input_shapes.items()
        for axis, size in enumerate(shape)
    ]


def _result_axes(pair: Pair) -> list[tuple[float, str]]:
    return _sized([(size, f"the size of {place}") for size, place in _axes_of_result(pair)])


def _input_axes(pair: Pair) -> list[tuple[float, str]]:
    return _sized([(size, f"the size of {place}") for size, place in _axes_of_inputs(pair)])


def _reduced(pair: Pair) -> list[tuple[float, str]]:
    """Return factors that a sum in place of a mean gives, or the reverse, over what the result lacks."""
    places = []
    for name, shape in pair.input_shapes.items():
        if len(shape) > len(pair.shape):
            places += [(size, f"the size of axis {axis} of {name}") for axis, size in enumerate(shape)]
            if not pair.shape and len(shape) > 1:
                places.append((math.prod(shape), f"the number of elements of {name}"))
    kept = set(pair.shape)
    named = []
    for size, place in _named_sizes([(size, place) for size, place in places if size not in kept]).items():
        named.append(
            (float(size), f"{_times(f'{size} times ({place})')[:-1]}, as a sum is where the mean is expected.")
        )
        named.append(
            (1 / size, f"{_times(f'1/{size} ({place}) of')[:-1]}, as a mean is where the sum is expected.")
        )
    return named


def _variances(pair: Pair) -> list[tuple[float, str]]:
    """Return factors that a variance over n - 1 in place of n leaves, or the reverse."""
    places = _axes_of_inputs(pair)
    for name, shape in pair.input_shapes.items():
        whole = math.prod(shape)
        places.append((whole, f"the number of elements of {name}"))
        if len(shape) > 2:  # as batch normalisation counts
            per = f"the number of elements of {name} per entry of axis"
            places += [(whole // size, f"{per} {axis}") for axis, size in enumerate(shape)]
    named = []
    for size, place in _named_sizes(places).items():
        right, wrong = f"n (here {size}, {place})", f"n - 1 (here {size - 1})"
        ratio = size / (size - 1)
        named.append((ratio, f"It looks as if the variance was divided by {wrong}; it should be {right}."))
        named.append((1 / ratio, f"It looks as if the variance was divided by {right}; it should be {wrong}."))
        mixed = f"It looks as if {wrong} and {right} are exchanged in the variance under the square root."
        named += [(math.sqrt(ratio), mixed), (math.sqrt(1 / ratio), mixed)]
    return named


def _roots(pair: Pair) -> list[tuple[float, str]]:
    named = []
    for size, place in _named_sizes(_axes_of_result(pair) + _axes_of_inputs(pair)).items():
        named.append((math.sqrt(size), _times(f"sqrt({size}) times ({place} has size {size})")))
        named.append((1 / math.sqrt(size), _times(f"1/sqrt({size}) of ({place} has size {size})")))
    return named


def _offset(pair: Pair) -> Findings:
    offset = float(pair.moved.mean())
    if not pair.fits(pair.want + offset):
        return
    if pair.whole_numbers and abs(offset) == 1:
        yield SPECIFIC, f"It looks as if every number is one too {'large' if offset > 0 else 'small'}."
    elif pair.whole_numbers or abs(offset) > 10 * pair.atol:
        yield GENERAL, f"It looks as if every element is off by the same amount, {offset:.4g}."


def nothing_there(pair: Pair) -> Findings:
    """Find a result that was made and never filled."""
    if (
        pair.dtype != torch.bool
        and pair.want.numel() >= 3
        and not bool(pair.got.any())
        and int(torch.count_nonzero(pair.want)) >= 3
    ):
        yield SPECIFIC, "Every element of your result is 0, as if nothing had been written into it."
