"""Averages over all n * k entries of the one-hot product instead of the n examples.

Fails: test_mean_divides_by_the_number_of_examples
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
    one_hot = torch.eye(k, dtype=torch.bool)[labels]
    log_p = logits - torch.logsumexp(logits, 1, keepdim=True)
    losses = -torch.where(one_hot, log_p, 0.0)
    if reduction == "mean":
        return losses.mean()
    return losses.sum() if reduction == "sum" else losses.sum(1)
