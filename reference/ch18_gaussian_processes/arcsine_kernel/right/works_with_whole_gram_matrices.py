"""Computes the three Gram matrices and takes the normalisers from the diagonals of two."""

import torch
from torch import Tensor


def arcsine_kernel(x1: Tensor, x2: Tensor, weight_cov: Tensor) -> Tensor:
    if x1.shape[1:] != x2.shape[1:] or x1.dim() > 2:
        raise ValueError("points do not fit")
    u = torch.column_stack([torch.ones_like(x1[..., :1]) if x1.dim() == 2 else torch.ones_like(x1), x1])
    x2 = x2.to(x1.dtype)
    v = torch.column_stack([torch.ones_like(x2[..., :1]) if x2.dim() == 2 else torch.ones_like(x2), x2])
    if weight_cov.shape != (u.shape[1], u.shape[1]):
        raise ValueError("weight_cov does not fit")
    S = weight_cov.to(x1.dtype)
    rows = (1 + 2 * (u @ S @ u.T).diagonal()).rsqrt()
    columns = (1 + 2 * (v @ S @ v.T).diagonal()).rsqrt()
    return torch.arcsin(2 * (u @ S @ v.T) * rows[:, None] * columns) * (2 / torch.pi)
