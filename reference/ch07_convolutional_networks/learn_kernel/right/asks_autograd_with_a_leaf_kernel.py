"""Takes the gradient with respect to a leaf kernel through the library's convolution from autograd."""

import torch
import torch.nn.functional as F
from torch import Tensor


def learn_kernel(
    X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, num_steps: int
) -> tuple[Tensor, Tensor]:
    kh, kw = kernel_size
    if tuple(Y.shape) != (X.shape[0] - kh + 1, X.shape[1] - kw + 1):
        raise ValueError("Y does not fit")
    if not lr > 0 or num_steps < 0:
        raise ValueError("lr or num_steps")
    K = torch.zeros(1, 1, kh, kw, dtype=X.dtype, device=X.device, requires_grad=True)
    losses = []
    for _ in range(num_steps):
        loss = F.mse_loss(F.conv2d(X.detach()[None, None], K)[0, 0], Y.detach())
        loss.backward()
        with torch.no_grad():
            K -= lr * K.grad
        K.grad = None
        losses.append(loss.item())
    return K.detach()[0, 0], torch.tensor(losses, dtype=X.dtype, device=X.device)
