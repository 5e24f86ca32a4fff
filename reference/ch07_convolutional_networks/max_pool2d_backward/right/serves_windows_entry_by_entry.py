"""Goes over the kernel entries with a mask of the windows that still wait for their winner."""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    Y = pool2d(X, kernel_size, "max", stride)
    waiting = torch.ones_like(grad_Y, dtype=torch.bool)
    grad_X = torch.zeros_like(X)
    for a in range(kh):
        for b in range(kw):
            place = (..., slice(a, a + sh * oh, sh), slice(b, b + sw * ow, sw))
            wins = waiting & (X[place] == Y)
            grad_X[place] += torch.where(wins, grad_Y, 0.0)
            waiting = waiting & ~wins
    return grad_X
