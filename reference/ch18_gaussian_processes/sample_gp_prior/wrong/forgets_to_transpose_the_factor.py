"""Multiplies rows of noise by L instead of its transpose, which gives them the covariance of another matrix.

Fails: test_two_neighbouring_values
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    for attempt in range(7):
        L, info = torch.linalg.cholesky_ex(cov + jitter * 10**attempt * eye)
        if info == 0:
            break
    else:
        raise RuntimeError("no covariance")
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L
