"""Adds the noise to the diagonal of the caller's own kernel matrix.

Fails: test_leaves_the_arguments_alone
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    cov.diagonal().add_(noise**2)
    L = torch.linalg.cholesky(cov)
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum() - n / 2 * math.log(2 * math.pi)
