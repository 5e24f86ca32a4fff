"""Averages over no examples, which gives nan where an error was asked for.

Fails: test_has_no_mean_of_no_examples
"""

import torch


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    if logits.dim() != 2 or labels.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    n, k = logits.shape
    if reduction not in ("none", "sum", "mean"):
        raise ValueError("no such reduction")
    if ((labels < 0) | (labels >= k)).any():
        raise ValueError("label out of range")
    losses = torch.logsumexp(logits, 1) - logits[torch.arange(n), labels]
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
