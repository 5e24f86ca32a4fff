"""Tries the given jitter alone, which is too small for a smooth kernel in float32.

Fails: test_smooth_functions_in_float32
"""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = mean.numel()
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    eye = torch.eye(n, dtype=cov.dtype)
    L = torch.linalg.cholesky(cov + jitter * eye)
    z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
