"""Never clears K.grad, so that each step follows the sum of all gradients so far.

Fails: test_follows_the_gradient_step_by_step
"""

import torch


def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0 or num_steps < 0:
        raise ValueError("settings")
    X, Y = X.detach(), Y.detach()
    K = X.new_zeros(kernel_size).requires_grad_()
    losses = X.new_zeros(num_steps)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    for step in range(num_steps):
        loss = ((corr2d(X, K) - Y) ** 2).mean()
        loss.backward()
        losses[step] = loss.detach()
        with torch.no_grad():
            K -= lr * K.grad
    return K.detach(), losses
