"""Returns the leaf itself, which still asks for gradients.

Fails: test_returns_tensors_without_graph
"""

import torch


def learn_kernel(X, Y, kernel_size, lr, num_steps):
    if lr <= 0 or num_steps < 0:
        raise ValueError("settings")
    K = X.new_zeros(kernel_size).requires_grad_()
    losses = X.new_zeros(num_steps)
    if corr2d(X, K).shape != Y.shape:
        raise ValueError("shape")
    for step in range(num_steps):
        loss = ((corr2d(X, K) - Y) ** 2).mean()
        losses[step] = loss.detach()
        (gradient,) = torch.autograd.grad(loss, K)
        with torch.no_grad():
            K -= lr * gradient
    return K, losses
