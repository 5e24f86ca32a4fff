"""Averages each sequence, then the sequences, so that tokens of short sentences count for more than others.

Fails: test_counts_tokens_not_sequences
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = torch.arange(labels.shape[1]) < valid_len[:, None]
    valid = valid & (valid_len > 0)[:, None]
    losses = torch.zeros_like(logits[..., 0])
    losses[valid] = F.cross_entropy(logits[valid], labels[valid], reduction="none")
    return (losses.sum(1)[valid_len > 0] / valid_len[valid_len > 0]).mean()
