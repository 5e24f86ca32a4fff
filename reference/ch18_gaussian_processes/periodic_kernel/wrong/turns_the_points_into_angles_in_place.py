"""Turns the caller's own points into angles.

Fails: test_leaves_the_arguments_alone
"""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    x1 *= torch.pi / period
    r = x1.unsqueeze(1) - torch.pi / period * x2
    return amplitude**2 * torch.exp(-2 * torch.sin(r) ** 2 / lengthscale**2)
