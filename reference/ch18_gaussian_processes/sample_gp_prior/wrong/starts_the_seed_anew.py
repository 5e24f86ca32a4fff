"""Makes a new generator from the seed, so that a second call repeats the first.

Fails: test_a_second_call_goes_on_with_the_generator
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
    own = torch.Generator().manual_seed(generator.initial_seed())
    z = torch.randn(num_samples, n, generator=own, dtype=cov.dtype)
    return mean.to(cov) + z @ L.T
