"""Multiplies the diagonal of the factor and takes the logarithm then; the product of 400 small numbers is 0.

Fails: test_survives_a_determinant_that_underflows
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    if y.dim() != 1 or cov.shape != (len(y), len(y)):
        raise ValueError("shapes do not fit")
    n = len(y)
    L = torch.linalg.cholesky(cov + noise**2 * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - torch.log(L.diagonal().prod() ** 2) / 2 - n / 2 * math.log(2 * math.pi)
