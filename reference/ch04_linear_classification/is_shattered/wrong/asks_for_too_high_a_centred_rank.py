"""Subtracts the mean and compares the rank with n; but centred points add up to zero: their rank is at most n - 1.

Fails: test_triangle_and_square
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    x = points.double()
    return bool(torch.linalg.matrix_rank(x - x.mean(0)) == len(x))
