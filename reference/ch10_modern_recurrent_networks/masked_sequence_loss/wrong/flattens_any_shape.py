"""Flattens whatever it gets, so that labels with exchanged axes pass unnoticed.

Fails: test_rejects_shapes_that_do_not_fit
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    n, T, V = logits.shape
    valid = (torch.arange(T) < valid_len.reshape(-1, 1)).expand(n, T).flatten()
    if not valid.any():
        raise ValueError("no valid position")
    return F.cross_entropy(logits.reshape(n * T, V)[valid], labels.reshape(n * T)[valid])
