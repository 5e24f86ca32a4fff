"""Adds the losses up, so that the step size would depend on the size of the batch.

Fails: test_follows_the_definition
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (F.softplus(logits) - y * logits).sum()
