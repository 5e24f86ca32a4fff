"""Computes the rank in float32, where points far from the origin look the same.

Fails: test_shifting_all_points_changes_nothing
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    rows = torch.cat([torch.ones(len(points), 1), points.float()], dim=1)
    return bool(torch.linalg.matrix_rank(rows) == len(points))
