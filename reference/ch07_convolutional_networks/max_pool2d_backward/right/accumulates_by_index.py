"""Accumulates at four index tensors with index_put."""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    winner = X.unfold(2, kh, sh).unfold(3, kw, sw).flatten(4).max(4).indices
    i = torch.arange(oh).reshape(1, 1, -1, 1) * sh + torch.div(winner, kw, rounding_mode="floor")
    j = torch.arange(ow).reshape(1, 1, 1, -1) * sw + winner.remainder(kw)
    m, k = torch.arange(n).reshape(-1, 1, 1, 1), torch.arange(c).reshape(1, -1, 1, 1)
    return torch.zeros_like(X).index_put((m, k, i, j), grad_Y, accumulate=True)
