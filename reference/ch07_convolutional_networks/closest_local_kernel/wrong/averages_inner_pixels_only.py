"""Averages over inner pixels only, those with a full neighbourhood: weights near the border count too.

Fails: test_no_small_change_comes_closer
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    i = torch.arange(delta, h - delta)[:, None]
    j = torch.arange(delta, w - delta)[None, :]
    offsets = range(-delta, delta + 1)
    return torch.stack([torch.stack([weights[i, j, i + a, j + b].mean() for b in offsets]) for a in offsets])
