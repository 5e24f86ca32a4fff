"""Takes the rank of the points themselves, as if every border had to pass through the origin.

Fails: test_triangle_and_square
"""

import torch


def is_shattered(points):
    if points.dim() != 2 or len(points) == 0:
        raise ValueError("no points")
    return bool(torch.linalg.matrix_rank(points.double()) == len(points))
