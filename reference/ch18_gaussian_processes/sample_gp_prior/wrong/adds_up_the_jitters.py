"""Adds the jitter of every attempt to the matrix of the last, so that more is added than the task says.

Fails: test_second_attempt_has_ten_times_the_jitter
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    for _ in range(7):
        cov = cov + jitter * eye
        L, info = torch.linalg.cholesky_ex(cov)
        if info == 0:
            break
        jitter *= 10
    else:
        raise RuntimeError("no covariance")
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
