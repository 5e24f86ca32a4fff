"""Adds noise to the diagonal instead of noise², although it is a standard deviation.

Fails: test_one_observation_has_a_normal_density
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    L = torch.linalg.cholesky(cov + noise * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum() - n / 2 * math.log(2 * math.pi)
