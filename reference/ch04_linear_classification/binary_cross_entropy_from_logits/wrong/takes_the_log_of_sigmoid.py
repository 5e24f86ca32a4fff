"""Takes the logarithm of the sigmoid, which is exactly 0 or 1 for large logits: the loss is nan or infinite.

Fails: test_survives_large_logits
"""

import torch


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    p = torch.sigmoid(logits)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
