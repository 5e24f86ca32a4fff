"""Flattens batch and time, selects by index and calls the library's negative log-likelihood."""

import torch
from torch import nn


def masked_sequence_loss(logits, labels, valid_len):
    match logits.shape, labels.shape, valid_len.shape:
        case (n, T, V), (n2, T2), (n3,) if n == n2 == n3 and T == T2:
            pass
        case _:
            raise ValueError("shapes do not fit")
    positions = torch.arange(n * T)
    chosen = positions[(positions % max(T, 1)) < valid_len.repeat_interleave(T)]
    if chosen.numel() < 1:
        raise ValueError("no valid position")
    log_probs = logits.reshape(n * T, V).index_select(0, chosen).log_softmax(1)
    return nn.NLLLoss()(log_probs, labels.reshape(-1).index_select(0, chosen))
