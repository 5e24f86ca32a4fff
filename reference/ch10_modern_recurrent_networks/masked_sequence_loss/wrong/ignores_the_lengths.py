"""Averages over padding as well, so that the decoder is trained to predict it.

Fails: test_averages_over_the_valid_tokens
"""

import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())
