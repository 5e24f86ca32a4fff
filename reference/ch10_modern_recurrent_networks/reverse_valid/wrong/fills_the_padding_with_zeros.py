"""Writes zeros where the padding was; it should stay as it is.

Fails: test_reverses_the_valid_part_and_leaves_the_padding
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    steps = torch.arange(T)
    index = (lengths[:, None] - 1 - steps).clamp(min=0)
    valid = (steps < lengths[:, None]).reshape(n, T, *[1] * (X.dim() - 2))
    return X[torch.arange(n)[:, None], index] * valid
