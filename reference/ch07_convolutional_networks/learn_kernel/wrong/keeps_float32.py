"""Makes the kernel with torch.zeros, which is float32 whatever the picture is.

Fails: test_stays_at_zero_without_steps
"""

import torch


@torch.no_grad()
def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0 or num_steps < 0:
        raise ValueError("settings")
    K, losses = torch.zeros(kernel_size), torch.zeros(num_steps)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    for step in range(num_steps):
        residual = corr2d(X, K) - Y
        losses[step] = (residual**2).mean()
        K -= lr * 2 / Y.numel() * corr2d(X, residual)
    return K, losses
