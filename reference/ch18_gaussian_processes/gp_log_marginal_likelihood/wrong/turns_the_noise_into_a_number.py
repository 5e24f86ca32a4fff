"""Turns the noise into a Python number, which cuts it out of the graph: it can then not be learned.

Fails: test_gradients_match_central_differences
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    L = torch.linalg.cholesky(cov + float(noise) ** 2 * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum() - n / 2 * math.log(2 * math.pi)
