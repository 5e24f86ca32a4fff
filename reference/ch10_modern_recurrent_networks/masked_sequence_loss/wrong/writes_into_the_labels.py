"""Writes the index to be left out into the caller's labels.

Fails: test_leaves_the_arguments_alone
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = torch.arange(labels.shape[1]) < valid_len[:, None]
    labels[~valid] = -100
    logits = torch.where(valid[..., None], logits, 0.0)
    return F.cross_entropy(logits.transpose(1, 2), labels)
