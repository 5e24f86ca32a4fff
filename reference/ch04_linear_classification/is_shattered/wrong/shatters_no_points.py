"""Calls the empty set shattered, where an error was asked for.

Fails: test_rejects_no_points
"""

import torch


def is_shattered(points):
    if points.dim() != 2:
        raise ValueError("not two axes")
    x = points.double()
    rows = torch.cat([torch.ones(len(x), 1, dtype=torch.float64), x], dim=1)
    return bool(torch.linalg.matrix_rank(rows) == len(x))
