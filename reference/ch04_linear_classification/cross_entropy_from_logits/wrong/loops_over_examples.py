"""Goes through the examples in a Python loop.

Fails: test_uses_no_loop_over_examples
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
    losses = [torch.logsumexp(logits[i], 0) - logits[i, labels[i]] for i in range(n)]
    losses = torch.stack(losses) if n else logits.sum(1)
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
