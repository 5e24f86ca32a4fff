"""Calls torch's own cross-entropy instead of writing it.

Fails: test_follows_the_definition
"""

import torch.nn.functional as F


def cross_entropy_from_logits(logits, labels, reduction="mean"):
    return F.cross_entropy(logits, labels, reduction=reduction)
