"""Cuts out one sequence after the other in a Python loop.

Fails: test_uses_no_loop_over_sequences_or_positions
"""

import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    total = 0.0
    for i, length in enumerate(valid_len.tolist()):
        total = total + F.cross_entropy(logits[i, :length], labels[i, :length], reduction="sum")
    return total / valid_len.sum()
