"""Goes over a square root on the way to exp, whose slope at the 0 of an absent class is infinite: nan gradients.

Fails: test_absent_classes_have_gradient_zero
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
    top = logits.amax(1, keepdim=True)
    roots = torch.where(logits.isinf(), 0.0, torch.sqrt((logits - top).exp()))
    losses = top.squeeze(1) + (roots**2).sum(1).log() - logits.gather(1, labels[:, None]).squeeze(1)
    return losses if reduction == "none" else losses.sum() if reduction == "sum" else losses.mean()
