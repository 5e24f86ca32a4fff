"""Sums absolute differences over the features, which is no Euclidean distance from two dimensions on.

Fails: test_measures_euclidean_distances
"""

import math

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    r = (x1.unsqueeze(1) - x2).abs().sum(-1) / lengthscale
    s = math.sqrt(2 * nu) * r
    polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
    return amplitude**2 * polynomial * torch.exp(-s)
