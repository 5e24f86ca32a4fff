import math

import torch
from torch import Tensor


def gp_log_marginal_likelihood(y: Tensor, cov: Tensor, noise: Tensor | float) -> Tensor:
    """Compute the log density of noisy observations of a zero-mean Gaussian process.

    y: (n,). cov: (n, n), the kernel at the observed points. noise: standard deviation, a number or 0-d tensor.
    Returns a 0-d tensor. Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    if y.dim() != 1 or cov.shape != (len(y), len(y)):
        raise ValueError(f"y of shape {tuple(y.shape)} and cov of shape {tuple(cov.shape)} do not fit")
    n = len(y)
    L = torch.linalg.cholesky(cov + noise**2 * torch.eye(n, dtype=cov.dtype, device=cov.device))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum() - n / 2 * math.log(2 * math.pi)
    ### END SOLUTION
