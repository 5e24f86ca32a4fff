"""Returns the mean as a column (m, 1), the form that the solver wants, where (m,) was asked for.

Fails: test_describes_the_test_points
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    A = k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype)
    L = torch.linalg.cholesky(A)
    V = torch.linalg.solve_triangular(L, k_xs, upper=False)
    return k_xs.T @ torch.cholesky_solve(y[:, None], L), k_ss - V.T @ V
