"""Visits every pair of pixels in a Python loop: right numbers, but thousands of tiny operations.

Fails: test_does_not_loop_over_positions
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    entries = []
    for a in range(-delta, delta + 1):
        for b in range(-delta, delta + 1):
            seen = [
                weights[i, j, i + a, j + b] for i in range(h) for j in range(w) if 0 <= i + a < h and 0 <= j + b < w
            ]
            entries.append(sum(seen) / len(seen))
    return torch.stack(entries).reshape(2 * delta + 1, 2 * delta + 1)
