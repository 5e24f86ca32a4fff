"""Turns negative frequencies into positive ones instead of setting them to 0.

Fails: test_clips_and_rescales
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq.double()
    if torch.linalg.matrix_rank(C) < k:
        raise ValueError("singular")
    p = torch.linalg.solve(C, mu).abs()
    p = p / p.sum()
    return p, p / torch.where(q > 0, q, torch.inf)
