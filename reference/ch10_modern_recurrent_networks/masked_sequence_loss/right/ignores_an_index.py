"""Replaces padded logits by 0 and padded labels by the index that the library's cross-entropy leaves out."""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.ndim != 3 or labels.shape != logits.shape[:-1] or valid_len.shape != labels.shape[:1]:
        raise ValueError("expected (n, T, V), (n, T) and (n,)")
    if valid_len.sum() == 0:
        raise ValueError("all sequences are empty")
    padding = torch.arange(logits.size(1)).unsqueeze(0) >= valid_len.unsqueeze(1)
    logits = logits.masked_fill(padding.unsqueeze(2), 0.0)
    labels = labels.masked_fill(padding, -100)
    return F.cross_entropy(logits.transpose(1, 2), labels, ignore_index=-100)
