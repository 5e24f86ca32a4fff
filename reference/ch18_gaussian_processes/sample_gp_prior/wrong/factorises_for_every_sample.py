"""Factors the same matrix again for every sample, where one factor serves them all.

Fails: test_one_factor_serves_all_samples
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    samples = []
    for _ in range(num_samples):
        for attempt in range(7):
            L, info = torch.linalg.cholesky_ex(cov + jitter * 10**attempt * eye)
            if info == 0:
                break
        else:
            raise RuntimeError("no covariance")
        samples.append(mean.to(cov) + L @ torch.randn(n, generator=generator, dtype=cov.dtype))
    return torch.stack(samples)
