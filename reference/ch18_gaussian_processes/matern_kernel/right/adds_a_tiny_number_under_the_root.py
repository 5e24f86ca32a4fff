"""Adds 1e-24 under the square root, far below what the value shows, and sums squares in a loop over features."""

import torch


def matern_kernel(x1, x2, lengthscale, amplitude=1.0, nu=1.5):
    if nu not in (0.5, 1.5, 2.5):
        raise ValueError("nu")
    if x1.dim() != x2.dim() or not 1 <= x1.dim() <= 2:
        raise ValueError("axes")
    if x1.dim() == 1:
        x1, x2 = x1.view(-1, 1), x2.view(-1, 1)
    if x1.shape[1] != x2.shape[1]:
        raise ValueError("features")
    lengthscale = torch.as_tensor(lengthscale, dtype=x1.dtype)
    amplitude = torch.as_tensor(amplitude, dtype=x1.dtype)
    if lengthscale.shape != () or lengthscale.item() <= 0:
        raise ValueError("lengthscale")
    squared = 1e-24
    for feature in range(x1.shape[1]):
        squared = squared + (x1[:, feature, None] - x2[None, :, feature].to(x1.dtype)) ** 2
    s = (2 * nu * squared).sqrt() / lengthscale
    factor = {0.5: torch.ones_like(s), 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
    return amplitude**2 * factor * (-s).exp()
