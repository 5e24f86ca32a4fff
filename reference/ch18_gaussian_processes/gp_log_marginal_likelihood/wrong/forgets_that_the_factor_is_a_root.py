"""Takes half the log determinant of the Cholesky factor; det A is its square, so the half is used up already.

Fails: test_one_observation_has_a_normal_density
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    L = torch.linalg.cholesky(cov + noise**2 * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -0.5 * (w**2).sum() - 0.5 * L.diagonal().log().sum() - n / 2 * math.log(2 * math.pi)
