"""Writes log-softmax by hand and selects the true class with a mask."""

import torch


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    n, k = logits.shape
    if tuple(labels.shape) != (n,):
        raise ValueError("labels must be (n,)")
    classes = torch.arange(k, device=logits.device)
    mask = labels.unsqueeze(1) == classes
    if not mask.any(dim=1).all():
        raise ValueError("a label belongs to no class")
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    losses = -torch.where(mask, log_p, 0.0).sum(1)
    match reduction:
        case "none":
            return losses
        case "sum":
            return losses.sum()
        case "mean" if n > 0:
            return losses.sum() / n
    raise ValueError("reduction must be none, sum or mean, and the mean needs examples")
