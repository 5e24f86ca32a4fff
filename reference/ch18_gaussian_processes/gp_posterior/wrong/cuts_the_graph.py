"""Detaches the kernel matrix, so that no gradient reaches the hyperparameters behind it.

Fails: test_gradient_reaches_the_kernel_matrix
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    A = k_xx.detach() + noise**2 * torch.eye(n, dtype=k_xx.dtype)
    L = torch.linalg.cholesky(A)
    solved = torch.cholesky_solve(torch.cat([y[:, None], k_xs], 1), L)
    return k_xs.T @ solved[:, 0], k_ss - k_xs.T @ solved[:, 1:]
