"""Takes the first examples of each class without shuffling; files are often sorted, by writer for instance.

Fails: test_every_choice_is_equally_likely
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        size = round(fraction * len(positions))
        val.append(positions[:size])
        train.append(positions[size:])
    return torch.cat(train), torch.cat(val)
