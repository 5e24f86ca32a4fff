"""Takes each mean out of its tensor with .item() and makes a new tensor: no gradient arrives at the weights.

Fails: test_gradients_match_central_differences
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(a, 0, 2).diagonal(b, 0, 1).mean().item() for b in offsets] for a in offsets]
    return torch.tensor(rows, dtype=weights.dtype)
