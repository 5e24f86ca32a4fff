"""Keeps the bias apart: splits S into its variance, the covariances with the weights, and theirs."""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1 and x2.dim() == 1:
        x1, x2 = x1.unsqueeze(-1), x2.unsqueeze(-1)
    d = x1.shape[-1]
    if x1.dim() != 2 or x2.dim() != 2 or x2.shape[1] != d or weight_cov.shape != (d + 1, d + 1):
        raise ValueError("shapes do not fit")
    x2, S = x2.to(x1.dtype), weight_cov.to(x1.dtype)
    bias, left, right, inner = S[0, 0], S[0, 1:], S[1:, 0], S[1:, 1:]

    def own(x):
        return 1 + 2 * (bias + x @ left + x @ right + (x @ inner * x).sum(1))

    across = bias + (x1 @ right)[:, None] + x2 @ left + x1 @ inner @ x2.T
    return torch.asin(2 * across / (own(x1)[:, None] * own(x2)).sqrt()) * 2 / torch.pi
