"""Takes any fraction, so that a fraction of 1 leaves nothing to train on.

Fails: test_rejects_a_fraction_that_leaves_no_two_parts
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1:
        raise ValueError("cannot split")
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions), generator=generator)]
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
