"""Makes a new generator of the same seed, so that every call with one generator gives the same split.

Fails: test_every_choice_is_equally_likely
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    again = torch.Generator().manual_seed(generator.initial_seed())
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions), generator=again)]
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
