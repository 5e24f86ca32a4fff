"""Explanations of small differences: digits lost on the way, epsilon at another place."""

import torch

from autograder.toolkit.diagnosis.pair import SPECIFIC, Findings, Pair, variety

LOST = "It looks as if {} was used somewhere on the way."
TYPES = {"bfloat16": torch.bfloat16, "float16": torch.float16, "float32": torch.float32}
"""From few digits to many."""
EPSILONS = torch.tensor([1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-12], dtype=torch.float64).unsqueeze(1)
FEW = 64


def digits(pair: Pair) -> Findings:
    """Find values that agree as well as a smaller floating type allows and no better."""
    scale = float(pair.want.abs().max())
    if not pair.dtype.is_floating_point or scale == 0.0:
        return
    relative = pair.farthest / scale
    if variety(pair.got) >= 4 and not _plain(pair.got):
        for name, dtype in TYPES.items():
            step = torch.finfo(dtype).eps
            if dtype.itemsize < pair.dtype.itemsize and _holds(dtype, pair.got):
                if step / 16 < relative < 20 * step and not _holds(dtype, pair.want):
                    yield SPECIFIC, LOST.format(name)
                return
    if pair.dtype == torch.float64 and 1e-9 < relative < 3e-7:
        yield SPECIFIC, LOST.format("float32")


def _holds(dtype: torch.dtype, values: torch.Tensor) -> bool:
    """Tell whether the type can hold the values as they are."""
    return torch.equal(values.to(dtype).double(), values)


def _plain(values: torch.Tensor) -> bool:
    """Tell whether all values are as simple as 0.75, or whole: any type holds these."""
    mantissas = torch.frexp(values).mantissa * 32
    return torch.equal(mantissas, mantissas.round()) or torch.equal(values, values.round())


def epsilons(pair: Pair) -> Findings:
    """Find epsilon inside, outside or missing at a root of something that the result or an input tells."""
    if not pair.dtype.is_floating_point or pair.want.numel() < 3:
        return
    places = torch.linspace(0, pair.want.numel() - 1, min(FEW, pair.want.numel())).long()
    got, want = pair.got.reshape(-1)[places], pair.want.reshape(-1)[places]
    off = (got - want).abs()
    noise = 1e-12 if pair.dtype == torch.float64 else 1e-6
    if bool((got * want < 0).any()) or not bool(off.max() > 20 * noise * want.abs().max()):
        return

    def fits(candidates: torch.Tensor) -> bool:
        """Tell whether a row explains all but 1% of the largest difference, in which several elements share."""
        close = (candidates - got).abs() <= (0.01 * off.clamp_min(1e-3 * off.max()) + noise * want.abs())
        return bool(close.all(1).any()) and variety(got) >= 3 and variety(off) >= 3

    found = set()
    for group in [*_roots(want), *_quotients(pair, want, places)]:
        found |= {sentence for sentence, candidates in zip(SAID, group, strict=True) if fits(candidates)}
    yield from ((SPECIFIC, sentence) for sentence in found)


LEFT_OUT = "It looks as if epsilon was left out."
SAID = (
    "It looks as if epsilon was added inside the square root; it belongs outside.",
    "It looks as if epsilon was added outside the square root; it belongs inside.",
    LEFT_OUT,
    LEFT_OUT,
)
Candidates = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
"""What would have come back, a row for each epsilon, in the order of the sentences; the last two expect it
outside and inside."""


def _roots(want: torch.Tensor) -> list[Candidates]:
    """Return what misplaced epsilons make of an expected root, and of an expected inverse root."""
    inside, outside, without, nothing = _of_a_root(1 / want)
    return [_of_a_root(want), (1 / inside, 1 / outside, 1 / without, 1 / nothing)]


def _of_a_root(root: torch.Tensor) -> Candidates:
    under = (root.square() - EPSILONS).sqrt()
    return ((root - EPSILONS).square() + EPSILONS).sqrt(), under + EPSILONS, root - EPSILONS, under


def _quotients(pair: Pair, want: torch.Tensor, places: torch.Tensor) -> list[Candidates]:
    """Return what misplaced epsilons make of an expected x / sqrt(v + eps), for every v that an input gives."""
    found = []
    for value in [] if pair.sampled else pair.inputs.values():
        for v in _spreads(value, pair.want):
            root = v.expand(pair.want.shape).reshape(-1)[places].sqrt()
            inside, outside = (root.square() + EPSILONS).sqrt(), root + EPSILONS
            found.append(
                (want * outside / inside, want * inside / outside, want * outside / root, want * inside / root)
            )
    return found


def _spreads(value: torch.Tensor, want: torch.Tensor) -> list[torch.Tensor]:
    """Return the input, if nothing in it is negative, and its variances and mean squares along its axes."""
    if value.shape != want.shape:
        return []
    found = [value] if bool((value >= 0).all()) else []
    axes: list[tuple[int, ...]] = [(axis,) for axis in range(value.dim())]
    axes += [tuple(range(1, value.dim())), tuple(axis for axis in range(value.dim()) if axis != 1)]
    for along in {a for a in axes if a}:
        found.append(value.var(along, correction=0, keepdim=True))
        found.append(value.square().mean(along, keepdim=True))
    return found
