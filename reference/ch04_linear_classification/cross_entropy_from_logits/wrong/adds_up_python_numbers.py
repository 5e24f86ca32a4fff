"""Adds the losses up as Python numbers, which are cut off from the graph: nothing can be trained on their sum.

Fails: test_gradients_match_central_differences
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
    if reduction == "sum":
        return torch.tensor(sum(losses.tolist()), dtype=logits.dtype)
    return losses if reduction == "none" else losses.mean()
