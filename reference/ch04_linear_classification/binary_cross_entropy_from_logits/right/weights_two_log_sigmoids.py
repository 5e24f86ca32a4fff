"""Weights the log probabilities of both classes, from logsigmoid of z and of -z."""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape:
        raise ValueError("the shapes differ")
    if logits.numel() == 0:
        raise ValueError("no entries")
    inside = (targets >= 0).logical_and(targets <= 1)
    if not targets.is_floating_point() or not inside.all():
        raise ValueError("targets must be probabilities")
    y = targets.to(logits.dtype)
    log_likelihood = y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)
    return -log_likelihood.mean()
