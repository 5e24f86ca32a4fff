"""Turns length scale and amplitude into Python numbers, which no gradient passes.

Fails: test_gradients_match_central_differences
"""

import math

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5) or torch.as_tensor(lengthscale).dim() > 0 or lengthscale <= 0:
        raise ValueError("nu or lengthscale")
    if x1.shape[1:] != x2.shape[1:]:
        raise ValueError("points do not fit")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    r = torch.linalg.vector_norm(x1.unsqueeze(1) - x2, dim=-1) / float(lengthscale)
    s = math.sqrt(2 * nu) * r
    polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
    return float(amplitude) ** 2 * polynomial * torch.exp(-s)
