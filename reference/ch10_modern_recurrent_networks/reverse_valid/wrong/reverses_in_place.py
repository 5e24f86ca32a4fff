"""Writes the reversed steps into X itself, which the caller still needs.

Fails: test_leaves_its_arguments_alone
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    ends = lengths[:, None]
    index = torch.where(steps < ends, ends - 1 - steps, steps)
    with torch.no_grad():
        X.copy_(X[torch.arange(n)[:, None], index])
    return X.clone()
