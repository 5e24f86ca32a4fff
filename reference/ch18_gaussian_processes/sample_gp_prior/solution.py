import torch
from torch import Tensor


def sample_gp_prior(
    mean: Tensor, cov: Tensor, num_samples: int, generator: torch.Generator, jitter: float = 1e-6
) -> Tensor:
    """Draw samples of a Gaussian vector whose covariance may be singular to rounding.

    mean: (n,). cov: (n, n). Returns (num_samples, n) in the dtype of cov. Raises RuntimeError where even
    10^6 times the jitter does not make cov positive definite, ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError(f"mean {tuple(mean.shape)} and cov {tuple(cov.shape)} must be (n,) and (n, n)")
    eye = torch.eye(n, dtype=cov.dtype, device=cov.device)
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype, device=cov.device)
    for attempt in range(7):
        L, info = torch.linalg.cholesky_ex(cov + jitter * 10**attempt * eye)
        if info == 0:
            return mean.to(cov) + z @ L.T
    raise RuntimeError("the covariance matrix has an eigenvalue far below zero")
    ### END SOLUTION
