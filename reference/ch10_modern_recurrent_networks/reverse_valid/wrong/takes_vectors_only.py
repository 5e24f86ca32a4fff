"""Builds an index for three axes and fails where a step is a number or a matrix.

Fails: test_each_row_has_its_own_length
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    t = torch.arange(T)
    index = torch.where(t < lengths[:, None], lengths[:, None] - 1 - t, t)
    return X.gather(1, index[:, :, None].expand(n, T, X.shape[2]))
