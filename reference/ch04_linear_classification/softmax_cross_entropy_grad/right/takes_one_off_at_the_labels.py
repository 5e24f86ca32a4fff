"""Subtracts 1 at the labels from a fresh softmax of the library."""

import torch
from torch import Tensor


def softmax_cross_entropy_grad(logits: Tensor, labels: Tensor) -> Tensor:
    if logits.ndim != 2 or labels.ndim != 1 or len(logits) != len(labels) or not len(labels):
        raise ValueError("shapes do not fit")
    n, k = logits.shape
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("label out of range")
    with torch.no_grad():
        grad = torch.softmax(logits, dim=1)
        grad[torch.arange(n), labels] -= 1
        return grad / n
