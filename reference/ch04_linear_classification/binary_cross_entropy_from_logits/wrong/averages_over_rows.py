"""Divides by the number of rows alone, where every entry counts.

Fails: test_soft_targets_in_any_shape
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (F.softplus(logits) - y * logits).sum() / (len(y) if y.dim() else 1)
