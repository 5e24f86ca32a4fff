"""Looks for equal points alone: different points may still stand in each other's way.

Fails: test_triangle_and_square
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    return len(torch.unique(points, dim=0)) == len(points)
