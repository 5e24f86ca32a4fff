"""Multiplies by a matrix of zeros and ones in float32, which rounds and turns integers into floats.

Fails: test_keeps_integers_and_double_precision
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    ends = lengths[:, None]
    index = torch.where(steps < ends, ends - 1 - steps, steps)
    permutation = torch.nn.functional.one_hot(index, T).float()
    return torch.einsum("nts,ns...->nt...", permutation, X.float())
