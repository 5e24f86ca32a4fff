"""Multiplies the densities of each observation given those before it."""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    if y.dim() != 1 or cov.shape != (len(y), len(y)):
        raise ValueError("shapes do not fit")
    rest, total = cov + noise**2 * torch.eye(len(y), dtype=cov.dtype), 0.0
    left = y
    while len(left):
        variance = rest[0, 0]
        total = total - left[0] ** 2 / (2 * variance) - torch.log(2 * math.pi * variance) / 2
        gain = rest[1:, 0] / variance
        left, rest = left[1:] - gain * left[0], rest[1:, 1:] - gain[:, None] * rest[0, 1:]
    return total
