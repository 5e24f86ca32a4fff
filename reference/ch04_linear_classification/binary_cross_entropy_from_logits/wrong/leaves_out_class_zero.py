"""Leaves out the term of class 0, so that calling everything class 1 costs nothing.

Fails: test_follows_the_definition
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (y * F.softplus(-logits)).mean()
