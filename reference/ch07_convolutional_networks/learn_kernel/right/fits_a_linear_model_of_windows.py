"""Writes the windows as rows of a matrix and does gradient descent for linear regression by hand."""

import torch


@torch.no_grad()
def learn_kernel(X, Y, kernel_size, lr, num_steps):
    kh, kw = kernel_size
    if Y.dim() != 2 or Y.shape[0] != X.shape[0] - kh + 1 or Y.shape[1] != X.shape[1] - kw + 1:
        raise ValueError("shape of Y")
    if lr <= 0 or num_steps < 0:
        raise ValueError("lr and num_steps")
    rows = X.unfold(0, kh, 1).unfold(1, kw, 1).reshape(-1, kh * kw)
    target, weights = Y.reshape(-1), X.new_zeros(kh * kw)
    losses = X.new_empty(num_steps)
    for step in range(num_steps):
        error = rows @ weights - target
        losses[step] = error.dot(error) / len(error)
        weights -= lr * 2 * (error @ rows) / len(error)
    return weights.view(kh, kw), losses
