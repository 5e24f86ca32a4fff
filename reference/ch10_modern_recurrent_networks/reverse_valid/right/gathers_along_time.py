"""Gathers along axis 1 with an index that is as wide as X."""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    t = torch.arange(T, device=X.device).expand(n, T)
    valid = t < lengths[:, None]
    index = torch.where(valid, lengths[:, None] - 1 - t, t)
    index = index.reshape(n, T, *[1] * (X.dim() - 2)).expand_as(X)
    return X.gather(1, index)
