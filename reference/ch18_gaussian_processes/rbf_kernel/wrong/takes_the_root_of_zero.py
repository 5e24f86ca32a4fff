"""Takes the root of the squared distance and squares it again, so that the gradient is nan where points coincide.

Fails: test_gradient_is_finite_where_points_coincide
"""

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
    r2 = (((x1[:, None] - x2) / l) ** 2).sum(-1)
    return a**2 * torch.exp(-(torch.sqrt(r2) ** 2) / 2)
