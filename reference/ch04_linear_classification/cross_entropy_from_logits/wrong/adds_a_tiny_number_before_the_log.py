"""Adds 1e-12 to the probability before the log, which caps the loss near 27.

Fails: test_is_exact_for_tiny_probabilities
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
    p = softmax(logits)[torch.arange(n), labels]
    losses = -(p + 1e-12).log()
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
