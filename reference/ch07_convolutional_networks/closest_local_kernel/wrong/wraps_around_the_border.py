"""Rolls the picture, so that pixels at the opposite border are averaged in as if they were neighbours.

Fails: test_averages_the_weights_of_each_offset
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    rows = []
    for a in offsets:
        for b in offsets:
            rolled = torch.roll(weights, (-a, -b), (2, 3)).reshape(h * w, h * w)
            rows.append(rolled.diagonal().mean())
    return torch.stack(rows).reshape(2 * delta + 1, 2 * delta + 1)
