import torch
from torch import Tensor


def stratified_split(labels: Tensor, fraction: float, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Split positions at random so that validation holds the same fraction of every class.

    labels: (n,), integers, n >= 1. Returns (train_idx, val_idx), int64, with each of 0..n-1 in one of them.
    Raises ValueError for a fraction outside (0, 1) and labels of another shape.
    """
    ### BEGIN SOLUTION
    if not 0 < fraction < 1 or labels.dim() != 1:
        raise ValueError(f"fraction {fraction} is not in (0, 1), or labels {tuple(labels.shape)} are not (n,)")
    train, val = [], []
    for c in labels.unique():
        positions = (labels == c).nonzero().flatten()
        shuffled = positions[torch.randperm(len(positions), generator=generator)]
        size = round(fraction * len(positions))
        val.append(shuffled[:size])
        train.append(shuffled[size:])
    return torch.cat(train), torch.cat(val)
    ### END SOLUTION
