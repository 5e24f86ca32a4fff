"""Turns to the eigenvectors of the kernel matrix, where the observations are independent."""

import math

import torch
from torch import Tensor


def gp_log_marginal_likelihood(y: Tensor, cov: Tensor, noise: Tensor | float) -> Tensor:
    n = y.shape[0]
    if y.dim() != 1 or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    values, vectors = torch.linalg.eigh(cov)
    variances = values + noise**2
    total = ((vectors.T @ y) ** 2 / variances + torch.log(2 * math.pi * variances)).sum()
    return -total / 2
