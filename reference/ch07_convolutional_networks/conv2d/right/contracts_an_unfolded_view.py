"""Contracts an unfolded view of the padded images with the kernels in one einsum."""

import torch
import torch.nn.functional as F
from torch import Tensor


def conv2d(
    X: Tensor,
    W: Tensor,
    b: Tensor | None = None,
    padding: tuple[int, int] = (0, 0),
    stride: tuple[int, int] = (1, 1),
) -> Tensor:
    if X.ndim != 4 or W.ndim != 4:
        raise ValueError("X and W must have four axes")
    if X.size(1) != W.size(1):
        raise ValueError("input channels differ")
    if b is not None and (b.ndim != 1 or b.size(0) != W.size(0)):
        raise ValueError("bias must be (c_out,)")
    if min(stride) < 1 or min(padding) < 0:
        raise ValueError("stride must be positive, padding non-negative")
    X = F.pad(X, (padding[1],) * 2 + (padding[0],) * 2)
    if W.size(2) > X.size(2) or W.size(3) > X.size(3):
        raise ValueError("kernel larger than the padded image")
    windows = X.unfold(2, W.size(2), stride[0]).unfold(3, W.size(3), stride[1])
    Y = torch.einsum("ncijpq,ocpq->noij", windows, W)
    if b is not None:
        Y = Y + b.view(1, -1, 1, 1)
    return Y
