"""Accepts lr = 0 and then returns zeros without having learned anything.

Fails: test_rejects_settings_that_mean_nothing
"""

import torch


@torch.no_grad()
def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr < 0 or num_steps < 0:
        raise ValueError("settings")
    K, losses = X.new_zeros(kernel_size), X.new_zeros(num_steps)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    for step in range(num_steps):
        residual = corr2d(X, K) - Y
        losses[step] = (residual**2).mean()
        K -= lr * 2 / Y.numel() * corr2d(X, residual)
    return K, losses
