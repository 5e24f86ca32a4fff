"""Minimises the sum of squared errors: the steps grow with the picture, until they overshoot.

Fails: test_takes_one_step_from_zero
"""

import torch


def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0 or num_steps < 0:
        raise ValueError("settings")
    X, Y = X.detach(), Y.detach()
    K, losses = X.new_zeros(kernel_size), X.new_zeros(num_steps)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    for step in range(num_steps):
        K.requires_grad_()
        loss = ((corr2d(X, K) - Y) ** 2).sum()
        losses[step] = loss.detach()
        K = K.detach() - lr * torch.autograd.grad(loss, K)[0]
    return K, losses
