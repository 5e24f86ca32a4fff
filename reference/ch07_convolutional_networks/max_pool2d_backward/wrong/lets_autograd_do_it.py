"""Lets autograd differentiate a pooled copy; the task wants the gradient by hand.

Fails: test_gives_each_gradient_to_the_winner
"""

import torch


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    leaf = X.clone().requires_grad_()
    Y = leaf.unfold(2, kh, sh).unfold(3, kw, sw).flatten(4).max(4).values
    return torch.autograd.grad(Y, leaf, grad_Y)[0]
