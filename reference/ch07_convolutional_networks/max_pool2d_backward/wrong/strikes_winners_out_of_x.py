"""Strikes every winner out of the caller's own X while looking for the next one.

Fails: test_leaves_its_arguments_alone
"""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    grad_X = torch.zeros_like(X)
    Y = pool2d(X, kernel_size, "max", stride)
    waiting = torch.ones_like(Y, dtype=torch.bool)
    for a in range(kh):
        for b in range(kw):
            part = X[:, :, a : a + sh * oh : sh, b : b + sw * ow : sw]
            wins = waiting & (part == Y)
            grad_X[:, :, a : a + sh * oh : sh, b : b + sw * ow : sw] += wins * grad_Y
            waiting = waiting & ~wins
    X.masked_fill_(grad_X != 0, -torch.inf)
    return grad_X
