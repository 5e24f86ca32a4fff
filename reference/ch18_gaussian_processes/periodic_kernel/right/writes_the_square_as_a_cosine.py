"""Writes 2 sin² as 1 - cos of twice the angle."""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    if x1.ndim != 1 or x2.ndim != 1:
        raise ValueError("points must be one-dimensional")
    if period <= 0 or lengthscale <= 0:
        raise ValueError("period and lengthscale must be positive")
    angle = 2 * torch.pi * (x1[:, None] - x2[None, :].to(x1.dtype)) / period
    return (amplitude**2 * torch.exp(-(1 - torch.cos(angle)) / lengthscale**2)).to(x1.dtype)
