"""Leaves the validation examples in the training part, so that the validation accuracy is too good.

Fails: test_uses_every_example_once
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    val = []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        positions = positions[torch.randperm(len(positions), generator=generator)]
        val.append(positions[: round(fraction * len(positions))])
    val = torch.cat(val)
    return torch.randperm(len(labels), generator=generator)[: len(labels) - len(val)], val
