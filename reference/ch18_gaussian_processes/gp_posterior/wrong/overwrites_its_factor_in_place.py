"""Fills the factor entry by entry, in place, as textbooks do, and so overwrites values that the gradient needs.

Fails: test_gradients_match_central_differences
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    A = k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype)
    L = torch.zeros_like(A)
    for j in range(n):
        for i in range(j, n):
            rest = A[i, j] - (L[i, :j] * L[j, :j]).sum()
            L[i, j] = rest.sqrt() if i == j else rest / L[j, j]
    solved = torch.cholesky_solve(torch.cat([y[:, None], k_xs], 1), L)
    return k_xs.T @ solved[:, 0], k_ss - k_xs.T @ solved[:, 1:]
