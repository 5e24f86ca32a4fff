"""Writes the means into torch.zeros, which is float32 whatever the weights are.

Fails: test_agrees_with_the_definition
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    V = torch.zeros(2 * delta + 1, 2 * delta + 1)
    for a in range(-delta, delta + 1):
        for b in range(-delta, delta + 1):
            V[a + delta, b + delta] = weights.diagonal(a, 0, 2).diagonal(b, 0, 1).mean()
    return V
