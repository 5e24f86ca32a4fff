"""Lets autograd find the derivatives instead of writing them.

Fails: test_passes_a_1x1_kernel_as_worked_out_by_hand
"""

import torch


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    X, W = X.clone().requires_grad_(), W.clone().requires_grad_()
    Y = conv2d(X, W, None, padding, stride)
    if grad_Y.shape != Y.shape:
        raise ValueError("X and W, or grad_Y and the layer's output, do not fit")
    grad_X, grad_W = torch.autograd.grad(Y, (X, W), grad_Y)
    return grad_X, grad_W, grad_Y.sum((0, 2, 3))
