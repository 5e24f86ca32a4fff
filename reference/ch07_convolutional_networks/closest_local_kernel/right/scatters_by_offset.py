"""Adds every weight to the bin of its offset, counts what falls into each bin, and cuts out the middle."""

import torch


def closest_local_kernel(weights, delta):
    if weights.ndim != 4 or tuple(weights.shape[:2]) != tuple(weights.shape[2:]):
        raise ValueError(f"unexpected shape {weights.shape}")
    h, w = weights.shape[:2]
    if not (0 <= delta < h and delta < w):
        raise ValueError(f"delta {delta}")
    i, j, k, l = torch.meshgrid(*(torch.arange(n) for n in (h, w, h, w)), indexing="ij")
    bins = ((k - i + h - 1) * (2 * w - 1) + (l - j + w - 1)).reshape(-1).to(weights.device)
    sums = weights.new_zeros((2 * h - 1) * (2 * w - 1)).index_add(0, bins, weights.reshape(-1))
    counts = torch.bincount(bins).to(weights.dtype)
    means = (sums / counts).reshape(2 * h - 1, 2 * w - 1)
    return means[h - 1 - delta : h + delta, w - 1 - delta : w + delta]
