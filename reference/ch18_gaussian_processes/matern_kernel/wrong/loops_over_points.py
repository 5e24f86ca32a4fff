"""Computes one row for each point of x1 in a Python loop, which takes longer with every point.

Fails: test_uses_no_loop_over_points
"""

import math

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    rows = []
    for x in x1:
        s = math.sqrt(2 * nu) * torch.linalg.vector_norm(x - x2, dim=-1) / lengthscale
        polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
        rows.append(amplitude**2 * polynomial * torch.exp(-s))
    return torch.stack(rows)
