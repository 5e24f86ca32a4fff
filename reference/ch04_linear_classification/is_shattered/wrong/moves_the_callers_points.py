"""Moves the first point to the origin in place, which changes the caller's points.

Fails: test_leaves_the_points_alone
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    x = points.double()
    x -= x[0].clone()
    return bool(torch.linalg.matrix_rank(x) == len(x) - 1)
