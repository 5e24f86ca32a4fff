import torch
from torch import Tensor


def condition_gaussian(mean: Tensor, cov: Tensor, observed: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
    """Return mean and covariance of the entries of a Gaussian vector that were not observed, given the others.

    mean: (n,). cov: (n, n), positive definite. observed: (k,), int64. values: (k,). Returns (n - k,) and
    (n - k, n - k). Raises ValueError for repeated indices, indices outside 0..n-1, and shapes that do not fit.
    """
    ### BEGIN SOLUTION
    n, k = mean.numel(), observed.numel()
    if mean.shape != (n,) or cov.shape != (n, n) or observed.shape != (k,) or values.shape != (k,):
        raise ValueError("mean and cov must be (n,) and (n, n), observed and values (k,)")
    if ((observed < 0) | (observed >= n)).any():
        raise ValueError(f"observed indices must lie in 0..{n - 1}")
    rest = torch.ones_like(mean, dtype=torch.bool)
    rest[observed] = False
    if rest.sum() > n - k:
        raise ValueError("an index is observed twice")
    C_aa, C_ab, C_bb = cov[rest][:, rest], cov[rest][:, observed], cov[observed][:, observed]
    gain = torch.linalg.solve(C_bb, C_ab.T).T
    return mean[rest] + gain @ (values - mean[observed]), C_aa - gain @ C_ab.T
    ### END SOLUTION
