"""Pads the input axes by delta, reads off each offset, and counts existing pixels on a padded image of ones."""

import torch
import torch.nn.functional as F


def closest_local_kernel(weights, delta):
    if weights.ndim != 4:
        raise ValueError("four axes, please")
    h, w = weights.shape[0], weights.shape[1]
    if weights.shape[2:] != (h, w) or delta < 0 or min(h, w) <= delta:
        raise ValueError("shape or delta")
    frame = F.pad(weights, (delta, delta, delta, delta))
    ones = F.pad(weights.new_ones(h, w), (delta, delta, delta, delta))
    i, j = torch.arange(h)[:, None], torch.arange(w)[None, :]
    V = weights.new_empty(2 * delta + 1, 2 * delta + 1)
    for p in range(2 * delta + 1):
        for q in range(2 * delta + 1):
            V[p, q] = frame[i, j, i + p, j + q].sum() / ones[p : p + h, q : q + w].sum()
    return V
