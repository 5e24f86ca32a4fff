"""Lets torch.cholesky_solve do both triangular solves for mean and covariance together."""

import torch
from torch import Tensor


def gp_posterior(
    k_xx: Tensor, k_xs: Tensor, k_ss: Tensor, y: Tensor, noise: Tensor | float
) -> tuple[Tensor, Tensor]:
    if k_xs.ndim != 2 or y.ndim != 1:
        raise ValueError("k_xs needs two axes and y one")
    n, m = k_xs.shape
    if (tuple(k_xx.shape), tuple(k_ss.shape), len(y)) != ((n, n), (m, m), n):
        raise ValueError("shapes do not fit")
    A = k_xx.clone()
    A.diagonal().add_(noise**2)
    solution = torch.cholesky_solve(torch.column_stack((y, k_xs)), torch.linalg.cholesky(A))
    mean = k_xs.T @ solution[:, 0]
    covariance = k_ss - k_xs.T @ solution[:, 1:]
    return mean, (covariance + covariance.T) / 2
