"""Lets float64 targets decide about the dtype of the loss.

Fails: test_has_the_dtype_of_the_logits
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets
    return (F.softplus(logits) - y * logits).mean()
