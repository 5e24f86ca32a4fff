"""Solves with the Cholesky factor both ways and adds the logs of its squared diagonal."""

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    if y.dim() != 1 or cov.dim() != 2 or not len(y) == cov.shape[0] == cov.shape[1]:
        raise ValueError("shapes do not fit")
    n = len(y)
    L = torch.linalg.cholesky(cov + torch.eye(n, dtype=cov.dtype) * noise**2)
    fit = y @ torch.cholesky_solve(y[:, None], L)[:, 0]
    complexity = L.diagonal().square().log().sum()
    return -0.5 * (fit + complexity + n * torch.log(torch.tensor(2 * torch.pi, dtype=y.dtype)))
