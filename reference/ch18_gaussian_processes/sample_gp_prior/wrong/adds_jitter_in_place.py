"""Adds the jitter to the diagonal of cov in place, which changes the caller's matrix.

Fails: test_leaves_the_arguments_alone
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    for _ in range(7):
        cov.diagonal().add_(jitter)
        L, info = torch.linalg.cholesky_ex(cov)
        if info == 0:
            break
        jitter *= 10
    else:
        raise RuntimeError("no covariance")
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
