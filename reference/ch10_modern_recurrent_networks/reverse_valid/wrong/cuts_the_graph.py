"""Detaches X: whatever reads the reversed sequence, nothing below it would learn.

Fails: test_gradients_match_central_differences
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    ends = lengths[:, None]
    index = torch.where(steps < ends, ends - 1 - steps, steps)
    return X.detach()[torch.arange(n)[:, None], index]
