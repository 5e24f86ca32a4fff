"""Shares the gradient among equal maxima, where the task wants one of them to get all.

Fails: test_serves_one_place_among_equals
"""

import torch.nn.functional as F


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    windows = X.unfold(2, kh, sh).unfold(3, kw, sw)
    wins = (windows == windows.amax((4, 5), keepdim=True)).to(X.dtype)
    wins = wins / wins.sum((4, 5), keepdim=True) * grad_Y[..., None, None]
    columns = wins.permute(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, oh * ow)
    return F.fold(columns, (h, w), (kh, kw), stride=(sh, sw))
