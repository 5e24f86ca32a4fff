"""Takes step length - t instead of length - 1 - t: a step of padding slips in at the front.

Fails: test_reverses_the_valid_part_and_leaves_the_padding
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    ends = lengths[:, None]
    index = torch.where(steps < ends, (ends - steps).clamp(max=T - 1), steps)
    return X[torch.arange(n)[:, None], index]
