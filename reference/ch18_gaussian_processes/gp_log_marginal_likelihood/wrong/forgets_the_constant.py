"""Leaves out -(n / 2) log 2π, so that the value is no log density.

Fails: test_one_observation_has_a_normal_density
"""

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    L = torch.linalg.cholesky(cov + noise**2 * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum()
