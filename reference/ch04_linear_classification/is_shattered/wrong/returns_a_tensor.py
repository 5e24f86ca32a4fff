"""Returns a tensor with one boolean, where a Python bool is asked for.

Fails: test_triangle_and_square
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    x = points.double()
    rows = torch.cat([torch.ones(len(x), 1, dtype=torch.float64), x], dim=1)
    return torch.linalg.matrix_rank(rows) == len(x)
