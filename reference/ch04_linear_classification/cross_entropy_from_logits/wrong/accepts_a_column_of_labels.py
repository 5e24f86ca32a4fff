"""Lets labels of shape (n, 1) through, which broadcast to an n x n table of losses.

Fails: test_rejects_shapes_that_do_not_fit
"""

import torch


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    if logits.dim() != 2 or labels.shape[0] != logits.shape[0]:
        raise ValueError("shapes do not fit")
    n, k = logits.shape
    if reduction not in ("none", "sum", "mean") or (reduction == "mean" and n == 0):
        raise ValueError("no such reduction")
    if ((labels < 0) | (labels >= k)).any():
        raise ValueError("label out of range")
    losses = torch.logsumexp(logits, 1) - logits[torch.arange(n), labels]
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
