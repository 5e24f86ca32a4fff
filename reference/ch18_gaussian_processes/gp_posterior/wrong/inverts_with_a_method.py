"""Forms the explicit inverse of A with the method of the factor that torch has for it.

Fails: test_one_observation_by_hand
"""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    A = k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype)
    inverse = torch.linalg.cholesky(A).cholesky_inverse()
    return k_xs.T @ inverse @ y, k_ss - k_xs.T @ inverse @ k_xs
