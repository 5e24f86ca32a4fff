"""Sets weights of far offsets to zero in the caller's own tensor before averaging.

Fails: test_leaves_the_weights_alone
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    with torch.no_grad():
        for a in range(-h + 1, h):
            if abs(a) > delta:
                weights.diagonal(a, 0, 2).zero_()
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(a, 0, 2).diagonal(b, 0, 1).mean() for b in offsets] for a in offsets]
    return torch.stack([torch.stack(row) for row in rows])
