"""Loops over the classes, adding up exponentials and picking the logit of the true class on the way."""

import torch
from torch import Tensor


def cross_entropy_from_logits(logits: Tensor, labels: Tensor, reduction: str = "mean") -> Tensor:
    if logits.dim() != 2 or labels.dim() != 1 or logits.shape[0] != labels.shape[0]:
        raise ValueError("logits must be (n, k) and labels (n,)")
    n, k = logits.shape
    if bool((labels < 0).any()) or bool((labels >= k).any()):
        raise ValueError("a label is outside 0..k-1")
    if reduction not in ("none", "sum", "mean"):
        raise ValueError("unknown reduction")
    if n == 0 and reduction == "mean":
        raise ValueError("no examples, no mean")

    largest = logits.amax(dim=1)
    total = torch.zeros_like(largest)
    own = torch.zeros_like(largest)
    for j in range(k):
        column = logits[:, j]
        total = total + torch.exp(column - largest)
        own = torch.where(labels == j, column, own)
    losses = largest + torch.log(total) - own

    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    return losses.mean()
