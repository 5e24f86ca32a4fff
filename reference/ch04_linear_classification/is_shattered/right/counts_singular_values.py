"""Counts the singular values of the centred points, of which n - 1 must not vanish."""

import torch


def is_shattered(points):
    if points.dim() != 2:
        raise ValueError("points must have two axes")
    n = points.shape[0]
    if n == 0:
        raise ValueError("no points")
    centred = points.to(torch.float64) - points.to(torch.float64).mean(dim=0)
    sizes = torch.linalg.svdvals(centred)
    return (sizes > 1e-9 * (1 + sizes.max())).sum().item() == n - 1
