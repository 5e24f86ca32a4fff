"""Divides by h * w for every offset, although positions near the border have no such pixel: the kernel is too weak.

Fails: test_finds_the_kernel_that_a_layer_was_made_from
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(a, 0, 2).diagonal(b, 0, 1).sum() / (h * w) for b in offsets] for a in offsets]
    return torch.stack([torch.stack(row) for row in rows])
