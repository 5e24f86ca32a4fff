"""Subtracts all pairs of points by broadcasting, scales, squares and sums the features."""

import torch
from torch import Tensor


def rbf_kernel(x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0) -> Tensor:
    if x1.ndim == 1 and x2.ndim == 1:
        x1, x2 = x1[:, None], x2[:, None]
    if x1.ndim != 2 or x2.ndim != 2 or x1.shape[1] != x2.shape[1]:
        raise ValueError("points must be (n, d) and (m, d)")
    ell = torch.as_tensor(lengthscale, dtype=x1.dtype, device=x1.device)
    if ell.shape not in ((), (x1.shape[1],)):
        raise ValueError("lengthscale must be 0-d or (d,)")
    if not (ell > 0).all():
        raise ValueError("lengthscale must be positive")
    z = (x1[:, None, :] - x2[None, :, :].to(x1.dtype)) / ell
    return (amplitude**2 * (-0.5 * z.square().sum(-1)).exp()).to(x1.dtype)
