"""Adds the noise to the diagonal of the caller's own kernel matrix.

Fails: test_leaves_the_arguments_alone
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    A = k_xx
    A.diagonal().add_(noise**2)
    L = torch.linalg.cholesky(A)
    solved = torch.cholesky_solve(torch.cat([y[:, None], k_xs], 1), L)
    return k_xs.T @ solved[:, 0], k_ss - k_xs.T @ solved[:, 1:]
