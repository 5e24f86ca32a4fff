"""Calls torch.autograd.grad on the mean squared error of corr2d, and starts every step with a new leaf."""

import torch


def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0:
        raise ValueError("lr must be positive")
    if num_steps < 0:
        raise ValueError("num_steps must not be negative")
    X, Y = X.detach(), Y.detach()
    K = X.new_zeros(kernel_size)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("Y has the wrong shape")
    losses = X.new_zeros(num_steps)
    for step in range(num_steps):
        K.requires_grad_()
        loss = (corr2d(X, K) - Y).pow(2).mean()
        losses[step] = loss.detach()
        (gradient,) = torch.autograd.grad(loss, K)
        K = K.detach() - lr * gradient
    return K, losses
