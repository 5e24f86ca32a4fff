"""Lets torch.optim do the steps; one line of arithmetic does the same.

Fails: test_takes_one_step_from_zero
"""

import torch


def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0 or num_steps < 0:
        raise ValueError("settings")
    X, Y = X.detach(), Y.detach()
    K, losses = X.new_zeros(kernel_size).requires_grad_(), []
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    optimizer = torch.optim.SGD([K], lr=lr)
    for _ in range(num_steps):
        loss = ((corr2d(X, K) - Y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return K.detach(), torch.tensor(losses, dtype=X.dtype)
