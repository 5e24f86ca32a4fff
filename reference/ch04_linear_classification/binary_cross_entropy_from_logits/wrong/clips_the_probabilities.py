"""Clips probabilities at 1e-7, which caps the loss near 16 and stops the gradient of the worst mistakes.

Fails: test_is_exact_for_tiny_probabilities
"""

import torch


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    p = torch.sigmoid(logits).clamp(1e-7, 1 - 1e-7)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
