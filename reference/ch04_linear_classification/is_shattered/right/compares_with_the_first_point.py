"""Asks for n - 1 independent differences to the first point."""

import torch
from torch import Tensor


def is_shattered(points: Tensor) -> bool:
    if points.ndim != 2 or points.shape[0] < 1:
        raise ValueError("points must be (n, d) with n >= 1")
    if points.shape[0] == 1:
        return True
    differences = points[1:].double() - points[:1].double()
    return int(torch.linalg.matrix_rank(differences)) == len(differences)
