"""Subtracts one half of log 2π in all instead of one for each observation.

Fails: test_independent_observations_add_up
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    L = torch.linalg.cholesky(cov + noise**2 * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum() - math.log(2 * math.pi) / 2
