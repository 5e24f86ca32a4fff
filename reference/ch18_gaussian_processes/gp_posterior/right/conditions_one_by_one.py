"""Conditions on one observation after the other, each a rank-one update of mean and covariance of all points."""

import torch
from torch import Tensor


def gp_posterior(k_xx: Tensor, k_xs: Tensor, k_ss: Tensor, y: Tensor, noise: Tensor | float):
    if k_xs.ndim != 2:
        raise ValueError("k_xs must be (n, m)")
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("shapes do not fit")
    covariance = torch.cat((torch.cat((k_xx, k_xs), 1), torch.cat((k_xs.T, k_ss), 1)), 0)
    mean = k_xx.new_zeros(n + m)
    for i in range(n):
        seen = covariance[:, i]
        variance = seen[i] + noise**2
        mean = mean + seen * (y[i] - mean[i]) / variance
        covariance = covariance - seen[:, None] * seen / variance
    return mean[n:], covariance[n:, n:]
