"""Records the error after each step; losses[0] belongs to K = 0.

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
        K -= lr * 2 / Y.numel() * corr2d(X, corr2d(X, K) - Y)
        losses[step] = ((corr2d(X, K) - Y) ** 2).mean()
    return K, losses
