"""Hands the whole problem to a least-squares solver; a mean per offset is all that is needed.

Fails: test_averages_the_weights_of_each_offset
"""

import torch


def closest_local_kernel(weights, delta):
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w) or not 0 <= delta < min(h, w):
        raise ValueError("shape or delta")
    offsets = range(-delta, delta + 1)
    basis = []
    for a in offsets:
        for b in offsets:
            layer = torch.zeros_like(weights)
            layer.diagonal(a, 0, 2).diagonal(b, 0, 1).fill_(1)
            basis.append(layer.flatten())
    solution = torch.linalg.lstsq(torch.stack(basis, 1), weights.reshape(-1, 1)).solution
    return solution.reshape(2 * delta + 1, 2 * delta + 1)
