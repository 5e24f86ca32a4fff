"""Refuses a bad period and forgets the length scale, whose sign is lost in the square.

Fails: test_rejects_a_period_or_lengthscale_that_is_not_positive
"""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    if x1.dim() != 1 or x2.dim() != 1 or period <= 0:
        raise ValueError("period must be positive")
    r = x1.unsqueeze(1) - x2
    return amplitude**2 * torch.exp(-2 * torch.sin(torch.pi * r / period) ** 2 / lengthscale**2)
