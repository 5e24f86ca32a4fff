"""Writes the quadratic term of nu = 2.5 as s²/5; it is s²/3 with s = √5 r.

Fails: test_has_the_right_value_at_one_lengthscale
"""

import math

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    r = torch.linalg.vector_norm(x1.unsqueeze(1) - x2, dim=-1) / lengthscale
    s = math.sqrt(2 * nu) * r
    polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 5}[nu]
    return amplitude**2 * polynomial * torch.exp(-s)
