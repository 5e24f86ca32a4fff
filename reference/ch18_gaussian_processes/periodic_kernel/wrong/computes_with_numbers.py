"""Turns period and length scale into Python numbers, which no gradient passes: they can then not be learned.

Fails: test_gradients_match_central_differences
"""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    if x1.dim() != 1 or x2.dim() != 1 or period <= 0 or lengthscale <= 0:
        raise ValueError("period must be positive")
    r = x1.unsqueeze(1) - x2
    return amplitude**2 * torch.exp(-2 * torch.sin(torch.pi * r / float(period)) ** 2 / float(lengthscale) ** 2)
