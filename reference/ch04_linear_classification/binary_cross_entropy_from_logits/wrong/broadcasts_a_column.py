"""Lets logits (n, 1) meet targets (n,), which makes a table of n x n losses.

Fails: test_rejects_shapes_that_differ
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (F.softplus(logits) - y * logits).mean()
