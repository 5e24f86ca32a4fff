import torch
from torch import Tensor


def learn_kernel(
    X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, num_steps: int
) -> tuple[Tensor, Tensor]:
    """Learn the kernel that turns X into Y by gradient descent on the mean squared error, from K = 0.

    X: (h, w), Y: (h-kh+1, w-kw+1). Returns K (kh, kw) and the error before each step (num_steps,), without graph.
    Raises ValueError for a Y of another shape, lr <= 0 and num_steps < 0.
    """
    ### BEGIN SOLUTION
    if lr <= 0 or num_steps < 0:
        raise ValueError("lr must be positive and num_steps not negative")
    K = torch.zeros(kernel_size, dtype=X.dtype, device=X.device)
    losses = []
    with torch.no_grad():
        if corr2d(X, K).shape != Y.shape:
            raise ValueError(f"a {kernel_size} kernel does not turn {tuple(X.shape)} into {tuple(Y.shape)}")
        for _ in range(num_steps):
            residual = corr2d(X, K) - Y
            losses.append((residual**2).mean())
            K = K - lr * 2 / Y.numel() * corr2d(X, residual)
        return K, X.new_tensor(losses)
    ### END SOLUTION
