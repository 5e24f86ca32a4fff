"""Multiplies the log-probabilities by one-hot zeros, and 0 times -inf is nan.

Fails: test_ignores_absent_classes
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
    one_hot = torch.eye(k, dtype=logits.dtype)[labels]
    log_p = logits - torch.logsumexp(logits, 1, keepdim=True)
    losses = -(one_hot * log_p).sum(1)
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
