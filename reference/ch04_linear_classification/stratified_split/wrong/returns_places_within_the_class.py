"""Returns places within the class instead of positions among all examples.

Fails: test_uses_every_example_once
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    train, val = [], []
    for c in labels.unique():
        count = int((labels == c).sum())
        places = torch.randperm(count, generator=generator)
        size = round(fraction * count)
        val.append(places[:size])
        train.append(places[size:])
    return torch.cat(train), torch.cat(val)
