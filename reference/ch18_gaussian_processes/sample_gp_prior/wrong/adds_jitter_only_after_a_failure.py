"""Tries without jitter first, where the task adds it always.

Fails: test_adds_exactly_the_jitter
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    steps = [0.0] + [jitter * 10**attempt for attempt in range(7)]
    for step in steps:
        L, info = torch.linalg.cholesky_ex(cov + step * eye)
        if info == 0:
            break
    else:
        raise RuntimeError("no covariance")
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
