"""Draws in the dtype of the mean and returns it, where that of cov is asked for.

Fails: test_has_the_dtype_of_cov
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
    z = torch.randn(num_samples, n, generator=generator, dtype=mean.dtype)
    return mean + z @ L.T.to(mean)
