"""Takes every label 0 for padding, although the lengths decide and 0 may be a real token.

Fails: test_a_valid_label_of_zero_counts
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = (torch.arange(labels.shape[1]) < valid_len[:, None]) & (labels != 0)
    return F.cross_entropy(logits[valid], labels[valid])
