"""Returns a gradient of the size that the windows reach instead of the size of X.

Fails: test_gives_nothing_to_pixels_outside_all_windows
"""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    winner = X.unfold(2, kh, sh).unfold(3, kw, sw).flatten(4).argmax(4)
    rows = sh * torch.arange(oh)[:, None] + winner // kw
    columns = sw * torch.arange(ow) + winner % kw
    pixels = (rows * w + columns).flatten(2)
    grad_X = torch.zeros_like(X).flatten(2).scatter_add(2, pixels, grad_Y.flatten(2)).reshape(X.shape)
    return grad_X[:, :, : (oh - 1) * sh + kh, : (ow - 1) * sw + kw]
