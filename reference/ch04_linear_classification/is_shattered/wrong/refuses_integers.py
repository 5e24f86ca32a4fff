"""Gives integer points to matrix_rank as they are, which takes floating numbers only.

Fails: test_takes_integer_points
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    if points.dtype == torch.float32:
        points = points.double()
    rows = torch.cat([torch.ones(len(points), 1, dtype=points.dtype), points], dim=1)
    return bool(torch.linalg.matrix_rank(rows) == len(points))
