"""Looks for the largest absolute value, although a maximum of negative numbers is the one nearest to zero.

Fails: test_matches_central_differences
"""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    winner = X.abs().unfold(2, kh, sh).unfold(3, kw, sw).flatten(4).argmax(4)
    rows = sh * torch.arange(oh)[:, None] + winner // kw
    columns = sw * torch.arange(ow) + winner % kw
    pixels = (rows * w + columns).flatten(2)
    return torch.zeros_like(X).flatten(2).scatter_add(2, pixels, grad_Y.flatten(2)).reshape(X.shape)
