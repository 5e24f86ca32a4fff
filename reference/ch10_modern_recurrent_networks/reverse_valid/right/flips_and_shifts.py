"""Flips everything, shifts each row back by its padding, and takes the old value in the padding."""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    t = torch.arange(T, device=X.device)
    shift = (t + T - lengths[:, None]) % T
    rows = torch.arange(n, device=X.device)[:, None]
    turned = X.flip(1)[rows, shift]
    valid = (t < lengths[:, None]).reshape(n, T, *[1] * (X.dim() - 2))
    return torch.where(valid, turned, X)
