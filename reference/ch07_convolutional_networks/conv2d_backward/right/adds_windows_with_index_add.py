"""Reads windows with im2col and adds them back with one index_add over flat pixel numbers."""

import torch
from torch import Tensor


def conv2d_backward(
    grad_Y: Tensor, X: Tensor, W: Tensor, padding: tuple[int, int] = (0, 0), stride: tuple[int, int] = (1, 1)
) -> tuple[Tensor, Tensor, Tensor]:
    if X.ndim != 4 or W.ndim != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W do not fit")
    (n, c, h, w), (o, _, kh, kw) = X.shape, W.shape
    H, V = h + 2 * padding[0], w + 2 * padding[1]
    oh, ow = (H - kh) // stride[0] + 1, (V - kw) // stride[1] + 1
    if grad_Y.shape != (n, o, oh, ow):
        raise ValueError("grad_Y does not fit")
    G = grad_Y.reshape(n, o, oh * ow)
    columns = im2col(X, (kh, kw), padding, stride)
    grad_W = (G @ columns.transpose(1, 2)).sum(0).reshape(W.shape)
    grad_columns = W.reshape(o, -1).T @ G

    numbers = torch.arange(H * V, dtype=torch.float64).reshape(1, 1, H, V)
    where = im2col(numbers, (kh, kw), (0, 0), stride).long().flatten()
    grad_padded = X.new_zeros(n, c, H * V).index_add(2, where, grad_columns.reshape(n, c, -1))
    grad_X = grad_padded.reshape(n, c, H, V)[:, :, padding[0] : padding[0] + h, padding[1] : padding[1] + w]
    return grad_X, grad_W, G.sum((0, 2))
