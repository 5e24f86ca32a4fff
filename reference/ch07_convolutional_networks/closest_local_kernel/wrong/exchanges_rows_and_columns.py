"""Takes a for the offset of the columns and b for that of the rows: the kernel comes out transposed.

Fails: test_agrees_with_the_definition
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(b, 0, 2).diagonal(a, 0, 1).mean() for b in offsets] for a in offsets]
    return torch.stack([torch.stack(row) for row in rows])
