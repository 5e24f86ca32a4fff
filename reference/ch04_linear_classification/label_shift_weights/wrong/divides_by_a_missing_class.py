"""Divides by a source frequency of 0, so that the weight of a class without examples is infinite.

Fails: test_a_class_that_the_source_lacks
"""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    k = source_freq.numel()
    if confusion.shape != (k, k) or prediction_freq.shape != (k,) or source_freq.shape != (k,):
        raise ValueError("shapes do not fit")
    C, mu, q = confusion.double(), prediction_freq.double(), source_freq.double()
    if torch.linalg.matrix_rank(C) < k:
        raise ValueError("singular")
    p = torch.linalg.solve(C, mu).clamp(min=0)
    p = p / p.sum()
    return p, p / q
