"""Gives every example a random place, sorts by class and then by place, and cuts by the rank within the class."""

import torch
from torch import Generator, Tensor


def stratified_split(labels: Tensor, fraction: float, generator: Generator) -> tuple[Tensor, Tensor]:
    if fraction <= 0 or fraction >= 1:
        raise ValueError("fraction")
    if labels.ndim != 1:
        raise ValueError("labels")
    shuffled = torch.randperm(len(labels), generator=generator)
    order = shuffled[torch.sort(labels[shuffled], stable=True).indices]
    _, counts = torch.unique_consecutive(labels[order], return_counts=True)
    starts = torch.cumsum(counts, 0) - counts
    rank = torch.arange(len(labels)) - torch.repeat_interleave(starts, counts)
    sizes = torch.tensor([round(fraction * count) for count in counts.tolist()])
    is_val = rank < torch.repeat_interleave(sizes, counts)
    return order[~is_val], order[is_val]
