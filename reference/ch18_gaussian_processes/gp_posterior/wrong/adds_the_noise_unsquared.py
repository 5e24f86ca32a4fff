"""Adds noise to the diagonal instead of noise², although it is a standard deviation.

Fails: test_one_observation_by_hand
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    A = k_xx + noise * torch.eye(n, dtype=k_xx.dtype)
    L = torch.linalg.cholesky(A)
    solved = torch.cholesky_solve(torch.cat([y[:, None], k_xs], 1), L)
    return k_xs.T @ solved[:, 0], k_ss - k_xs.T @ solved[:, 1:]
