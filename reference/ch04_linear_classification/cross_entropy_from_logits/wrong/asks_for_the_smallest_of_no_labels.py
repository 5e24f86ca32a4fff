"""Asks for the smallest label before it knows that there is one, and fails on an empty batch.

Fails: test_sums_no_examples_to_zero
"""

import torch


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    if logits.dim() != 2 or labels.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    n, k = logits.shape
    if reduction not in ("none", "sum", "mean") or (reduction == "mean" and n == 0):
        raise ValueError("no such reduction")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("label out of range")
    losses = torch.logsumexp(logits, 1) - logits[torch.arange(n), labels]
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
