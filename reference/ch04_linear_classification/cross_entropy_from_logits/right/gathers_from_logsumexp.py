"""Combines torch.logsumexp with gather and looks the reduction up in a table."""

import torch
from torch import Tensor

REDUCTIONS = {"none": lambda losses: losses, "sum": torch.sum, "mean": torch.mean}


def cross_entropy_from_logits(logits: Tensor, labels: Tensor, reduction: str = "mean") -> Tensor:
    if reduction not in REDUCTIONS:
        raise ValueError(f"reduction must be one of {list(REDUCTIONS)}")
    if logits.dim() != 2 or labels.dim() != 1 or len(logits) != len(labels):
        raise ValueError("expected logits (n, k) and labels (n,)")
    if len(labels) == 0:
        if reduction == "mean":
            raise ValueError("mean of no examples")
    elif labels.min() < 0 or labels.max() >= logits.size(1):
        raise ValueError("label out of range")
    own = logits.gather(1, labels.unsqueeze(1)).squeeze(1)
    return REDUCTIONS[reduction](torch.logsumexp(logits, dim=1) - own)
