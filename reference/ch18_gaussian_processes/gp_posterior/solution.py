import torch
from torch import Tensor


def gp_posterior(
    k_xx: Tensor, k_xs: Tensor, k_ss: Tensor, y: Tensor, noise: Tensor | float
) -> tuple[Tensor, Tensor]:
    """Compute mean and covariance of f at m test points, given n noisy observations and a zero prior mean.

    k_xx: (n, n), k_xs: (n, m), k_ss: (m, m), the kernel between training (x) and test points (s). y: (n,).
    noise: the standard deviation of the observations. Returns (m,) and (m, m). Raises ValueError for other shapes.
    """
    ### BEGIN SOLUTION
    n, m = k_xs.shape  # a ValueError, too, unless there are two axes
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        shapes = [tuple(k.shape) for k in (k_xx, k_xs, k_ss, y)]
        raise ValueError(f"shapes {shapes} are not (n, n), (n, m), (m, m) and (n,)")
    L = torch.linalg.cholesky(k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype, device=k_xx.device))
    mean = k_xs.T @ torch.cholesky_solve(y.unsqueeze(1), L).squeeze(1)
    V = torch.linalg.solve_triangular(L, k_xs, upper=False)
    return mean, k_ss - V.T @ V
    ### END SOLUTION
