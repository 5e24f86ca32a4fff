"""Wraps the line around a circle and takes the RBF kernel of the points there; the chord has length 2 sin."""

import torch
from torch import Tensor


def periodic_kernel(x1: Tensor, x2: Tensor, period, lengthscale, amplitude=1.0) -> Tensor:
    if x1.dim() != 1 or x2.dim() != 1 or not period > 0 or not lengthscale > 0:
        raise ValueError("one-dimensional points, positive period and lengthscale")
    angles = [2 * torch.pi * x.to(x1.dtype) / period for x in (x1, x2)]
    first, second = (torch.stack([torch.cos(t), torch.sin(t)], dim=1) for t in angles)
    squared_chord = ((first.unsqueeze(1) - second) ** 2).sum(-1)
    return amplitude**2 * torch.exp(-squared_chord / (2 * lengthscale**2))
