"""Picks p - 1 for the true class and p for all others with torch.where."""

import torch


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.dim() != 1 or logits.size(0) != labels.size(0) or labels.size(0) == 0:
        raise ValueError("shapes")
    is_true = labels[:, None] == torch.arange(logits.size(1))
    if not is_true.any(dim=1).all():
        raise ValueError("label out of range")
    p = softmax(logits, dim=1)
    return torch.where(is_true, p - 1, p) / len(labels)
