"""Divides the squared distance by the length scale before the square root: only its root scales the distance.

Fails: test_has_the_right_value_at_one_lengthscale
"""

import math

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    squared = ((x1.unsqueeze(1) - x2) ** 2).sum(-1) / lengthscale
    r = torch.where(squared > 0, squared, 1.0).sqrt() * (squared > 0)
    s = math.sqrt(2 * nu) * r
    polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
    return amplitude**2 * polynomial * torch.exp(-s)
