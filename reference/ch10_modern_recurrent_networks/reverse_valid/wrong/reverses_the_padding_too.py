"""Counts around the end of the row, so that the padding is reversed among itself.

Fails: test_reverses_the_valid_part_and_leaves_the_padding
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    ends = lengths[:, None]
    index = (ends - 1 - steps) % T
    return X[torch.arange(n)[:, None], index]
