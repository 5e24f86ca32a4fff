"""Compares with <= and so counts the first padded position of each sequence.

Fails: test_follows_the_definition
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = torch.arange(labels.shape[1]) <= valid_len[:, None]
    return F.cross_entropy(logits[valid], labels[valid].clamp(0, logits.shape[2] - 1))
