"""Takes the log determinant from slogdet and solves with A itself."""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    if y.ndim != 1 or tuple(cov.shape) != (y.numel(), y.numel()):
        raise ValueError("shapes do not fit")
    A = cov.clone()
    A.diagonal().add_(noise**2)
    return -0.5 * (y @ torch.linalg.solve(A, y) + torch.linalg.slogdet(A)[1] + len(y) * math.log(2 * math.pi))
