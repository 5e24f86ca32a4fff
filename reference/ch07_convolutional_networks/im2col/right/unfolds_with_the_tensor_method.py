"""Pads with F.pad and unfolds rows and columns with the tensor method."""

import torch.nn.functional as F
from torch import Tensor


def im2col(
    X: Tensor, kernel_size: tuple[int, int], padding: tuple[int, int] = (0, 0), stride: tuple[int, int] = (1, 1)
) -> Tensor:
    if X.ndim != 4:
        raise ValueError(f"expected four axes, got {X.ndim}")
    if any(k <= 0 for k in kernel_size) or any(s <= 0 for s in stride) or any(p < 0 for p in padding):
        raise ValueError("kernel and stride must be positive and padding not negative")
    X = F.pad(X, (padding[1], padding[1], padding[0], padding[0]))
    if X.shape[2] < kernel_size[0] or X.shape[3] < kernel_size[1]:
        raise ValueError("kernel larger than the padded image")
    windows = X.unfold(2, kernel_size[0], stride[0]).unfold(3, kernel_size[1], stride[1])
    return windows.permute(0, 1, 4, 5, 2, 3).flatten(4).flatten(1, 3)
