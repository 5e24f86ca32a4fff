"""Accepts any delta from 0 on: offsets that no two pixels have get the mean of nothing, nan.

Fails: test_rejects_deltas_that_do_not_fit
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or delta < 0:
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = [[weights.diagonal(a, 0, 2).diagonal(b, 0, 1).mean() for b in offsets] for a in offsets]
    return torch.stack([torch.stack(row) for row in rows])
