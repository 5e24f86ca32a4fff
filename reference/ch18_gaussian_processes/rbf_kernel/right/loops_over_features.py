"""Loops over the features and adds up squared scaled differences."""

import torch


def rbf_kernel(x1, x2, lengthscale, amplitude=1.0):
    x1 = x1.reshape(-1, 1) if x1.dim() == 1 else x1
    x2 = x2.reshape(-1, 1) if x2.dim() == 1 else x2
    if x1.dim() != 2 or x2.dim() != 2 or x1.shape[1] != x2.shape[1]:
        raise ValueError("the points do not fit")
    d = x1.shape[1]
    ell = torch.as_tensor(lengthscale, dtype=x1.dtype)
    if ell.dim() > 1 or (ell.dim() == 1 and ell.shape[0] != d):
        raise ValueError("lengthscale must be a number or (d,)")
    if (ell <= 0).any():
        raise ValueError("lengthscale must be positive")
    x2 = x2.to(x1.dtype)
    r2 = torch.zeros(x1.shape[0], x2.shape[0], dtype=x1.dtype)
    for j in range(d):
        scale = ell[j] if ell.dim() == 1 else ell
        difference = x1[:, j, None] - x2[None, :, j]
        r2 = r2 + (difference / scale) ** 2
    a = torch.as_tensor(amplitude, dtype=x1.dtype)
    return a * a * torch.exp(-r2 / 2)
