import torch
from torch import Tensor


def is_shattered(points: Tensor) -> bool:
    """Decide whether affine classifiers can give the points every combination of labels.

    points: (n, d) with n >= 1, floating or integer. Raises ValueError for no points or another number of axes.
    """
    ### BEGIN SOLUTION
    if points.dim() != 2 or len(points) == 0:
        raise ValueError(f"points of shape {tuple(points.shape)}; at least one row is needed")
    x = points.double()
    rows = torch.cat([x.new_ones(len(x), 1), x], dim=1)
    return bool(torch.linalg.matrix_rank(rows) == len(x))
    ### END SOLUTION
