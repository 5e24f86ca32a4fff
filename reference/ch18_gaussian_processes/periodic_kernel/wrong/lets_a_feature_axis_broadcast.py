"""Does not look at the axes, so that (n, 1) against (m,) gives something of another shape.

Fails: test_rejects_points_with_a_feature_axis
"""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    if period <= 0 or lengthscale <= 0:
        raise ValueError("period and lengthscale must be positive")
    r = x1.unsqueeze(-1) - x2
    return amplitude**2 * torch.exp(-2 * torch.sin(torch.pi * r / period) ** 2 / lengthscale**2)
