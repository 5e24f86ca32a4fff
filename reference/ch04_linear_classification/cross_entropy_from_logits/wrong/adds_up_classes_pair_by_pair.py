"""Adds up the classes with logaddexp, whose gradient is nan where two absent classes meet.

Fails: test_absent_classes_have_gradient_zero
"""

import torch


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    if logits.dim() != 2 or labels.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    n, k = logits.shape
    if reduction not in ("none", "sum", "mean") or (reduction == "mean" and n == 0):
        raise ValueError("no such reduction")
    if ((labels < 0) | (labels >= k)).any():
        raise ValueError("label out of range")
    total = logits[:, 0]
    for j in range(1, k):
        total = torch.logaddexp(total, logits[:, j])
    losses = total - logits[torch.arange(n), labels]
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
