"""Compares the rank with d + 1, the number of columns, where every one of the n rows must be free.

Fails: test_triangle_and_square
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    x = points.double()
    rows = torch.cat([torch.ones(len(x), 1, dtype=torch.float64), x], dim=1)
    return bool(torch.linalg.matrix_rank(rows) == x.shape[1] + 1)
