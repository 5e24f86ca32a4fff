"""Assumes that the classes are called 0, 1, ..., k - 1, and loses the examples of all others.

Fails: test_takes_any_integers_for_classes
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    train, val = [], []
    for c in range(int(labels.max()) + 1):
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions), generator=generator)]
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
