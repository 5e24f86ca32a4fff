"""Squares torch.cdist of centred points, told not to expand the square."""

import torch


def rbf_kernel(x1, x2, lengthscale, amplitude=1.0):
    if x1.dim() == 1 and x2.dim() == 1:
        x1, x2 = x1[:, None], x2[:, None]
    x2 = x2.to(x1.dtype)
    l = torch.as_tensor(lengthscale, dtype=x1.dtype)
    a = torch.as_tensor(amplitude, dtype=x1.dtype)
    if (
        x1.dim() != 2
        or x2.dim() != 2
        or x1.shape[1] != x2.shape[1]
        or l.dim() > 1
        or (l.dim() == 1 and len(l) != x1.shape[1])
    ):
        raise ValueError("shapes do not fit")
    if (l <= 0).any():
        raise ValueError("length scales must be positive")
    centre = x1.mean(0)
    z1, z2 = (x1 - centre) / l, (x2 - centre) / l
    r = torch.cdist(z1, z2, compute_mode="donot_use_mm_for_euclid_dist")
    return a**2 * torch.exp(-(r**2) / 2)
