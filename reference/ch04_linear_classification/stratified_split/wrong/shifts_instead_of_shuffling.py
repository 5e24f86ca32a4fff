"""Starts at a random place and takes what follows, so that neighbours in the file stay together.

Fails: test_every_choice_is_equally_likely
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        shift = int(torch.randint(len(positions), (), generator=generator))
        positions = positions.roll(shift)
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
