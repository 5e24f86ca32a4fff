"""Factors C_bb once, and lets two half-solves meet."""

import torch
from torch import Tensor


def condition_gaussian(mean: Tensor, cov: Tensor, observed: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
    n = mean.shape[0]
    if mean.ndim != 1 or cov.shape != (n, n) or observed.ndim != 1 or values.shape != observed.shape:
        raise ValueError("shapes do not fit")
    seen = observed.tolist()
    if len(set(seen)) != len(seen) or not set(seen) <= set(range(n)):
        raise ValueError("indices")
    rest = torch.tensor([i for i in range(n) if i not in seen], dtype=torch.int64)
    L = torch.linalg.cholesky(cov[observed[:, None], observed])
    V = torch.linalg.solve_triangular(L, cov[observed[:, None], rest], upper=False)
    w = torch.linalg.solve_triangular(L, (values - mean[observed])[:, None], upper=False)
    return mean[rest] + (V.T @ w)[:, 0], cov[rest[:, None], rest] - V.T @ V
