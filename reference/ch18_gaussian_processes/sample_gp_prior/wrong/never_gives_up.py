"""Enlarges the jitter until it works, so that a matrix with a large negative eigenvalue passes for a covariance.

Fails: test_gives_up_on_what_is_no_covariance
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    info = 1
    while info != 0:
        L, info = torch.linalg.cholesky_ex(cov + jitter * eye)
        jitter *= 10
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
