"""Never compares the shape of grad_Y with that of the pooled picture and lets it broadcast.

Fails: test_rejects_a_grad_y_that_does_not_fit
"""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    winner = X.unfold(2, kh, sh).unfold(3, kw, sw).flatten(4).argmax(4)
    rows = sh * torch.arange(oh)[:, None] + winner // kw
    columns = sw * torch.arange(ow) + winner % kw
    pixels = (rows * w + columns).flatten(2)
    source = grad_Y.expand(n, c, oh, ow).flatten(2)
    return torch.zeros_like(X).flatten(2).scatter_add(2, pixels, source).reshape(X.shape)
