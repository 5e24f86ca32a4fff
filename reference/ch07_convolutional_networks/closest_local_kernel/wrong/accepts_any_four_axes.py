"""Looks only at the number of axes, so that weights (4, 5, 5, 4) give numbers that mean nothing.

Fails: test_rejects_weights_of_another_form
"""

import torch


def closest_local_kernel(weights, delta):
    if weights.dim() != 4 or not 0 <= delta < min(weights.shape):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(a, 0, 2).diagonal(b, 0, 1).mean() for b in offsets] for a in offsets]
    return torch.stack([torch.stack(row) for row in rows])
