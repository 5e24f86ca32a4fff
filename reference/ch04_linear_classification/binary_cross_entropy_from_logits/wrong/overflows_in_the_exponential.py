"""Computes log(1 + exp(z)) as it stands, which is inf for large logits.

Fails: test_survives_large_logits
"""

import torch


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (torch.log(1 + torch.exp(logits)) - y * logits).mean()
