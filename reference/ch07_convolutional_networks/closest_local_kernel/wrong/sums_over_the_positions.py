"""Sums the weights of an offset instead of averaging them: the layer of that kernel is much too strong.

Fails: test_averages_the_weights_of_each_offset
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(a, 0, 2).diagonal(b, 0, 1).sum() for b in offsets] for a in offsets]
    return torch.stack([torch.stack(row) for row in rows])
