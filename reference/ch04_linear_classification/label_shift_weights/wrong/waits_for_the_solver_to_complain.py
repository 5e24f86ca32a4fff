"""Leaves it to the solver to notice a singular matrix, which rounding hides from it.

Fails: test_rejects_dependent_columns
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq.double()
    try:
        p = torch.linalg.solve(C, mu).clamp(min=0)
    except RuntimeError:
        raise ValueError("singular") from None
    p = p / p.sum()
    return p, p / torch.where(q > 0, q, torch.inf)
