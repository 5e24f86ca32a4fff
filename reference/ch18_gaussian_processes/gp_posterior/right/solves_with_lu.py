"""Solves with A itself, by LU."""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    if k_xx.ndim != 2 or k_xs.ndim != 2 or k_ss.ndim != 2 or y.ndim != 1:
        raise ValueError("wrong number of axes")
    if not len(y) == k_xx.shape[0] == k_xx.shape[1] == k_xs.shape[0] or k_ss.shape != (k_xs.shape[1],) * 2:
        raise ValueError("sizes do not fit")
    A = k_xx.clone()
    A.diagonal().add_(noise**2)
    gain = torch.linalg.solve(A, k_xs).mT
    covariance = k_ss - gain @ k_xs
    return gain @ y, (covariance + covariance.mT) / 2
