"""Repeats the matrix for every sample and factors them all, which takes memory and time for nothing.

Fails: test_does_not_copy_the_factor_for_each_sample
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    for attempt in range(7):
        L, info = torch.linalg.cholesky_ex((cov + jitter * 10**attempt * eye).repeat(num_samples, 1, 1))
        if (info == 0).all():
            break
    else:
        raise RuntimeError("no covariance")
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + torch.bmm(L, z.unsqueeze(2)).squeeze(2)
