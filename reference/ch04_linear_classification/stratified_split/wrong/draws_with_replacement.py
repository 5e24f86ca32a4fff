"""Draws the validation examples with replacement, so that one may be drawn twice.

Fails: test_counts_are_exact_on_the_digits
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    is_val = torch.zeros(len(labels), dtype=torch.bool)
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        size = round(fraction * len(positions))
        is_val[positions[torch.randint(len(positions), (size,), generator=generator)]] = True
    return (~is_val).nonzero().flatten(), is_val.nonzero().flatten()
