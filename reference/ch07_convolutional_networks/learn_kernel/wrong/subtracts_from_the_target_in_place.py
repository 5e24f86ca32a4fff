"""Subtracts the output from Y in place: the caller's Y is gone, and later steps see what is left of it.

Fails: test_leaves_the_pictures_alone
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
        residual = Y
        residual -= corr2d(X, K)
        losses[step] = (residual**2).mean()
        K += lr * 2 / Y.numel() * corr2d(X, residual)
    return K, losses
