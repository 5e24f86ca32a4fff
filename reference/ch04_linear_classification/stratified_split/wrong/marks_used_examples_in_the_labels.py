"""Marks the examples that it has used in the caller's own labels.

Fails: test_leaves_the_labels_alone
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions), generator=generator)]
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
        labels[positions] = -1
    return torch.cat(train), torch.cat(val)
