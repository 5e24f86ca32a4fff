"""Adds the gradient instead of subtracting it: the error grows with every step.

Fails: test_takes_one_step_from_zero
"""

import torch


@torch.no_grad()
def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0 or num_steps < 0:
        raise ValueError("settings")
    K, losses = X.new_zeros(kernel_size), X.new_zeros(num_steps)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    for step in range(num_steps):
        residual = corr2d(X, K) - Y
        losses[step] = (residual**2).mean()
        K += lr * 2 / Y.numel() * corr2d(X, residual)
    return K, losses
