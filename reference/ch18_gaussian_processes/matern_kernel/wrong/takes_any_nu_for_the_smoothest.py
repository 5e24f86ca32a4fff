"""Treats every other nu like 2.5 instead of refusing it.

Fails: test_rejects_another_nu
"""

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    r = torch.linalg.vector_norm(x1.unsqueeze(1) - x2, dim=-1) / lengthscale
    if nu == 0.5:
        return amplitude**2 * torch.exp(-r)
    if nu == 1.5:
        s = 3**0.5 * r
        return amplitude**2 * (1 + s) * torch.exp(-s)
    s = 5**0.5 * r
    return amplitude**2 * (1 + s + s**2 / 3) * torch.exp(-s)
