"""Calls a matrix singular when its determinant is small, which nearly equal columns make it too.

Fails: test_solves_nearly_equal_columns
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq.double()
    if torch.linalg.det(C).abs() < 1e-4:
        raise ValueError("singular")
    p = torch.linalg.solve(C, mu).clamp(min=0)
    p = p / p.sum()
    return p, p / torch.where(q > 0, q, torch.inf)
