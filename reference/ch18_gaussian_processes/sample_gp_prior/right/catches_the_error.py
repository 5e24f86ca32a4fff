"""Catches the error of torch.linalg.cholesky and tries again with ten times the jitter."""

import torch
from torch import Tensor


def sample_gp_prior(
    mean: Tensor, cov: Tensor, num_samples: int, generator: torch.Generator, jitter: float = 1e-6
) -> Tensor:
    if mean.ndim != 1 or tuple(cov.shape) != (len(mean), len(mean)):
        raise ValueError("shapes do not fit")
    last = jitter * 10**6
    while True:
        try:
            L = torch.linalg.cholesky(cov + torch.diag(torch.full_like(cov[0], jitter)))
            break
        except RuntimeError:
            if jitter > last / 2:
                raise
            jitter *= 10
    z = torch.randn(len(mean), num_samples, generator=generator, dtype=cov.dtype)
    return mean.to(cov.dtype) + (L @ z).T
