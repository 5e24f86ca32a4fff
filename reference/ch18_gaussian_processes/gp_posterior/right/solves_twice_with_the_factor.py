"""Solves with the Cholesky factor once for y and once for the test points."""

import torch
from torch import Tensor


def gp_posterior(
    k_xx: Tensor, k_xs: Tensor, k_ss: Tensor, y: Tensor, noise: Tensor | float
) -> tuple[Tensor, Tensor]:
    n, m = y.numel(), k_ss.shape[0]
    for t, shape in ((k_xx, (n, n)), (k_xs, (n, m)), (k_ss, (m, m)), (y, (n,))):
        if t.shape != shape:
            raise ValueError(f"expected {shape}, got {tuple(t.shape)}")
    L = torch.linalg.cholesky(k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype, device=k_xx.device))
    v = torch.linalg.solve_triangular(L, k_xs, upper=False)
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return (v.mT @ w).squeeze(1), k_ss - v.mT @ v
