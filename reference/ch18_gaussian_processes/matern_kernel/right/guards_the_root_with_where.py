"""Replaces zero distances before the square root and puts them back after it."""

import torch
from torch import Tensor


def matern_kernel(
    x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0, nu: float = 1.5
) -> Tensor:
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu must be 0.5, 1.5 or 2.5")
    if x1.shape[1:] != x2.shape[1:] or x1.dim() > 2:
        raise ValueError("points do not fit")
    if torch.as_tensor(lengthscale).dim() != 0 or not lengthscale > 0:
        raise ValueError("lengthscale must be a positive scalar")
    n, m = len(x1), len(x2)
    difference = x1.reshape(n, 1, -1) - x2.reshape(1, m, -1).to(x1.dtype)
    squared = (difference**2).sum(-1)
    same = squared == 0
    r = torch.where(same, torch.zeros_like(squared), torch.where(same, torch.ones_like(squared), squared).sqrt())
    s = r / lengthscale * (2 * nu) ** 0.5
    k = torch.exp(-s)
    if nu > 1:
        k = k * (1 + s if nu < 2 else 1 + s + s * s / 3)
    return (amplitude**2 * k).to(x1.dtype)
