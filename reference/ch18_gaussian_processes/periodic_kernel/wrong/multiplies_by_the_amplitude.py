"""Multiplies by the amplitude instead of its square.

Fails: test_is_smallest_half_a_period_apart
"""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    r = x1.unsqueeze(1) - x2
    return amplitude * torch.exp(-2 * torch.sin(torch.pi * r / period) ** 2 / lengthscale**2)
