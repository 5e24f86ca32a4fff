"""Computes in the dtype of the arguments and converts the result, which has then only seven right digits.

Fails: test_float32_arguments
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C = confusion.double()
    if torch.linalg.matrix_rank(C) < k:
        raise ValueError("singular")
    p = torch.linalg.solve(confusion, prediction_freq).clamp(min=0)
    p = p / p.sum()
    return p.double(), (p / torch.where(source_freq > 0, source_freq, torch.inf)).double()
