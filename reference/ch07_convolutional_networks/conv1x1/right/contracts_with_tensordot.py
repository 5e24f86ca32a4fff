"""Contracts the channel axes with tensordot and moves the new channels to axis 1."""

import torch


def conv1x1(X, W):
    match tuple(X.shape), tuple(W.shape):
        case (_, c, _, _), (_, d) if c == d:
            return torch.tensordot(X, W, dims=([1], [1])).movedim(3, 1)
    raise ValueError("X must be (n, c, h, w) and W (o, c)")
