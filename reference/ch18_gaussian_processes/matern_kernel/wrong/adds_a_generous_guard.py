"""Adds 1e-6 under the square root: the distance of a point to itself becomes 0.001, and shows.

Fails: test_has_the_squared_amplitude_on_the_diagonal
"""

import math

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    r = (((x1.unsqueeze(1) - x2) ** 2).sum(-1) + 1e-6).sqrt() / lengthscale
    s = math.sqrt(2 * nu) * r
    polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
    return amplitude**2 * polynomial * torch.exp(-s)
