"""Marks the chosen positions of each class in a mask, drawn as the largest of random numbers."""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or fraction <= 0 or fraction >= 1:
        raise ValueError("cannot split")
    chosen = torch.zeros(len(labels), dtype=torch.bool)
    keys = torch.rand(len(labels), generator=generator, dtype=torch.float64)
    for c in torch.unique(labels):
        inside = torch.nonzero(labels == c)[:, 0]
        chosen[inside[keys[inside].topk(round(fraction * inside.numel())).indices]] = True
    return torch.where(~chosen)[0], torch.where(chosen)[0]
