"""Measures scaled distances with torch.cdist in float64 and casts the kernel back."""

import torch
from torch import Tensor


def rbf_kernel(x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0) -> Tensor:
    points = [x.double().unsqueeze(1) if x.ndim == 1 else x.double() for x in (x1, x2)]
    if any(p.ndim != 2 for p in points) or points[0].shape[1] != points[1].shape[1]:
        raise ValueError("points do not fit")
    ell = torch.as_tensor(lengthscale, dtype=torch.float64)
    if ell.ndim > 1 or ell.ndim == 1 and len(ell) != points[0].shape[1]:
        raise ValueError("lengthscale must be a number or have one entry per feature")
    if torch.any(ell <= 0):
        raise ValueError("lengthscale must be positive")
    p, q = (point / ell for point in points)
    r = torch.cdist(p, q, compute_mode="donot_use_mm_for_euclid_dist")
    return (amplitude**2 * torch.exp(-r.pow(2) / 2)).to(x1.dtype)
