"""Does not look at the shapes, so that the solver complains, or nobody.

Fails: test_rejects_shapes_that_do_not_fit
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n = len(y)
    A = k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype)
    L = torch.linalg.cholesky(A)
    solved = torch.cholesky_solve(torch.cat([y[:, None], k_xs], 1), L)
    return k_xs.T @ solved[:, 0], k_ss - k_xs.T @ solved[:, 1:]
