"""Returns the sum as a tensor of shape (1,), where a loss to be trained on is a scalar without axes.

Fails: test_sum_adds_the_losses
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
    losses = torch.logsumexp(logits, 1) - logits[torch.arange(n), labels]
    return losses if reduction == "none" else losses.sum(0, keepdim=True) if reduction == "sum" else losses.mean()
