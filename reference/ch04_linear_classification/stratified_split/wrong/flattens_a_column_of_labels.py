"""Flattens labels of any shape silently instead of saying that they do not fit.

Fails: test_rejects_labels_of_another_shape
"""

import torch


def stratified_split(labels, fraction, generator):
    if not 0 < fraction < 1:
        raise ValueError("cannot split")
    labels = labels.flatten()
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions), generator=generator)]
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
