"""Divides by all n * T positions, so that a batch with much padding seems better than it is.

Fails: test_averages_over_the_valid_tokens
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = torch.arange(labels.shape[1]) < valid_len[:, None]
    return F.cross_entropy(logits[valid], labels[valid], reduction="sum") / labels.numel()
