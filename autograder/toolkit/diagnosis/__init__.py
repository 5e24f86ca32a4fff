"""What a wrong result looks like: one sentence when exactly one simple explanation fits."""

import itertools
from collections.abc import Mapping

import torch

from autograder.toolkit.diagnosis.arguments import arguments, unchanged
from autograder.toolkit.diagnosis.layout import arrangements, lengths, padding_left
from autograder.toolkit.diagnosis.pair import Finding, pair_of
from autograder.toolkit.diagnosis.pointwise import functions
from autograder.toolkit.diagnosis.precision import digits, epsilons
from autograder.toolkit.diagnosis.reductions import normalisations, other_axes, unreduced
from autograder.toolkit.diagnosis.scale import nothing_there, scales
from autograder.toolkit.diagnosis.shapes import shapes

SMALL = (epsilons, digits)
"""Explanations of small differences, which rule out the others."""
ALIKE = (nothing_there, scales, functions, arrangements, normalisations, arguments, other_axes)
"""Explanations for a result of the expected shape."""
UNLIKE = (lengths, padding_left, unreduced, unchanged, other_axes)
"""Explanations for a result of another shape."""


def diagnose(
    got: torch.Tensor,
    want: torch.Tensor,
    rtol: float = 1e-5,
    atol: float = 1e-8,
    inputs: Mapping[str, torch.Tensor] | None = None,
) -> str:
    """Return one sentence that explains the difference, or "" when none or several explanations fit.

    ``inputs`` are tensors among the arguments of the call, by name. A specific explanation goes before a general
    one (a named factor before any factor, an argument that was not added before a constant offset). Of tensors
    above 20,000 elements a sample is compared, and what needs the whole is not tried.
    """
    pair = pair_of(got, want, rtol, atol, inputs or {})
    if got.shape != want.shape:
        found = list(shapes(got, want))
        if pair is not None:
            found += itertools.chain.from_iterable(explain(pair) for explain in UNLIKE)
        return _the_one(found)
    if pair is None:
        return ""
    for explain in SMALL:
        if said := _the_one(list(explain(pair))):
            return said
    return _the_one([*itertools.chain.from_iterable(explain(pair) for explain in ALIKE)])


def _the_one(found: list[Finding]) -> str:
    """Return the sentence of the lowest rank if there is one alone."""
    lowest = min((rank for rank, _ in found), default=0)
    sentences = {sentence for rank, sentence in found if rank == lowest}
    return sentences.pop() if len(sentences) == 1 else ""
