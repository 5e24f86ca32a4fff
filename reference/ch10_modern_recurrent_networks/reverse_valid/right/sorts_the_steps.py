"""Gives each step a key by which the valid part sorts backwards, and takes the steps in this order."""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    t = torch.arange(T, device=X.device)
    key = torch.where(t < lengths[:, None], -t, t)
    order = key.argsort(dim=1)
    while order.dim() < X.dim():
        order = order[..., None]
    return torch.take_along_dim(X, order, dim=1)
