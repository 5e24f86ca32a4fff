"""Returns the validation part first.

Fails: test_takes_the_same_share_of_every_class
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
    return torch.cat(val), torch.cat(train)
