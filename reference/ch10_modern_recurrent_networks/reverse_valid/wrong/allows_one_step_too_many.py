"""Allows lengths of T + 1, for which there is no step to take.

Fails: test_rejects_lengths_out_of_range
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T + 1).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    ends = lengths[:, None]
    index = torch.where(steps < ends, ends - 1 - steps, steps)
    return X[torch.arange(n)[:, None], index.clamp(max=T - 1)]
