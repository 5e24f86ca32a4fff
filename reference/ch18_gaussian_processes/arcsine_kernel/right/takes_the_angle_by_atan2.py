"""Takes the same angle by atan2 of the two sides of its triangle."""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.ndim == 1 and x2.ndim == 1:
        x1, x2 = x1[:, None], x2[:, None]
    if x1.ndim != 2 or x2.ndim != 2 or x1.shape[1] != x2.shape[1]:
        raise ValueError("points do not fit")
    if tuple(weight_cov.shape) != (x1.shape[1] + 1,) * 2:
        raise ValueError("weight_cov must be (d + 1, d + 1)")
    S = weight_cov.to(x1.dtype)
    u = torch.nn.functional.pad(x1, (1, 0), value=1.0)
    v = torch.nn.functional.pad(x2.to(x1.dtype), (1, 0), value=1.0)
    across = 2 * u @ S @ v.T
    a = 1 + 2 * torch.einsum("ni,ij,nj->n", u, S, u)[:, None]
    b = 1 + 2 * torch.einsum("mi,ij,mj->m", v, S, v)
    return 2 / torch.pi * torch.atan2(across, torch.sqrt(a * b - across**2))
