"""Looks only for labels that are too large, so that -1 silently means the last class.

Fails: test_rejects_a_negative_label
"""

import torch


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    if logits.dim() != 2 or labels.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    n, k = logits.shape
    if reduction not in ("none", "sum", "mean") or (reduction == "mean" and n == 0):
        raise ValueError("no such reduction")
    if (labels >= k).any():
        raise ValueError("label out of range")
    losses = torch.logsumexp(logits, 1) - logits[torch.arange(n), labels]
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
