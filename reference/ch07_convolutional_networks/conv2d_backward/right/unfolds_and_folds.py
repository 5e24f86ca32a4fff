"""Uses F.unfold for the windows and F.fold for the way back from columns to pixels."""

import torch
import torch.nn.functional as F
from torch import Tensor


def conv2d_backward(
    grad_Y: Tensor, X: Tensor, W: Tensor, padding: tuple[int, int] = (0, 0), stride: tuple[int, int] = (1, 1)
) -> tuple[Tensor, Tensor, Tensor]:
    if X.ndim != 4 or W.ndim != 4:
        raise ValueError("X and W must have four axes")
    if X.shape[1] != W.shape[1]:
        raise ValueError("X and W have different numbers of input channels")
    size, kernel = X.shape[2:], W.shape[2:]
    out = [(s + 2 * p - k) // t + 1 for s, p, k, t in zip(size, padding, kernel, stride)]
    if list(grad_Y.shape) != [X.shape[0], W.shape[0], *out]:
        raise ValueError(f"grad_Y must have shape {(X.shape[0], W.shape[0], *out)}")
    G = grad_Y.flatten(2)
    C = F.unfold(X, kernel, padding=padding, stride=stride)
    grad_W = torch.einsum("nol,nkl->ok", G, C).view_as(W)
    grad_C = torch.einsum("nol,ok->nkl", G, W.flatten(1))
    grad_X = F.fold(grad_C, size, kernel, padding=padding, stride=stride)
    return grad_X, grad_W, torch.einsum("nol->o", G)
