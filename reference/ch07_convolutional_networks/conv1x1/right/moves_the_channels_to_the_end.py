"""Brings the channels to the end, applies a linear layer there and brings them back."""

import torch.nn.functional as F
from torch import Tensor


def conv1x1(X: Tensor, W: Tensor) -> Tensor:
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return F.linear(X.movedim(1, -1), W).movedim(-1, 1)
