"""Looks for targets below 0 or above 1, which nan is not.

Fails: test_rejects_targets_that_are_no_probabilities
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point() or ((targets < 0) | (targets > 1)).any():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (F.softplus(logits) - y * logits).mean()
