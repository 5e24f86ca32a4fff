"""Takes integer labels silently, where the task asks for an error.

Fails: test_rejects_integer_targets
"""

import torch.nn.functional as F


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets")
    y = targets.to(logits.dtype)
    return (F.softplus(logits) - y * logits).mean()
