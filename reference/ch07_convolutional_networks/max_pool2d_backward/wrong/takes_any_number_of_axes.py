"""Looks at the last two axes of X only, so that a picture without batch or channels is taken without complaint.

Fails: test_rejects_pictures_without_four_axes
"""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    h, w = X.shape[-2:]
    if grad_Y.shape != (*X.shape[:-2], (h - kh) // sh + 1, (w - kw) // sw + 1):
        raise ValueError("grad_Y does not fit")
    winner = X.unfold(-2, kh, sh).unfold(-2, kw, sw).flatten(-2).argmax(-1)
    rows = sh * torch.arange(grad_Y.shape[-2])[:, None] + winner // kw
    columns = sw * torch.arange(grad_Y.shape[-1]) + winner % kw
    pixels = (rows * w + columns).flatten(-2)
    return torch.zeros_like(X).flatten(-2).scatter_add(-1, pixels, grad_Y.flatten(-2)).reshape(X.shape)
