"""Uses the half-solve for mean and covariance alike."""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    noise = torch.as_tensor(noise, dtype=k_xx.dtype)
    L = torch.linalg.cholesky(k_xx + torch.diag(noise.square().expand(n)))
    V = torch.linalg.solve_triangular(L, k_xs, upper=False)
    w = torch.linalg.solve_triangular(L, y[:, None], upper=False)
    return (V.mT @ w)[:, 0], k_ss - V.mT @ V
