"""Tries only three times, with up to 100 times the jitter.

Fails: test_raises_the_jitter_up_to_a_million_times
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    for attempt in range(3):
        L, info = torch.linalg.cholesky_ex(cov + jitter * 10**attempt * eye)
        if info == 0:
            break
    else:
        raise RuntimeError("no covariance")
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
