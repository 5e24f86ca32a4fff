"""Solves with the transposed matrix, as if rows were the true classes.

Fails: test_two_classes_by_hand
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq.double()
    if torch.linalg.matrix_rank(C) < k:
        raise ValueError("singular")
    p = torch.linalg.solve(C.T, mu).clamp(min=0)
    p = p / p.sum()
    return p, p / torch.where(q > 0, q, torch.inf)
