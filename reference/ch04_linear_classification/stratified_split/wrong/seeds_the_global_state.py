"""Seeds the global random state from the generator, which changes what everybody else draws.

Fails: test_leaves_the_global_random_state_alone
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    torch.manual_seed(int(torch.randint(10**9, (), generator=generator)))
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions))]
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
