"""Scales eigenvectors by the square roots of the eigenvalues, with the first jitter that lifts all above zero."""

import torch


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    if mean.dim() != 1 or cov.dim() != 2 or not len(mean) == cov.shape[0] == cov.shape[1]:
        raise ValueError("shapes do not fit")
    values, vectors = torch.linalg.eigh(cov)
    lowest = float(values.detach().min())
    steps = [jitter * 10**attempt for attempt in range(7)]
    enough = [step for step in steps if lowest + step > 0]
    if not enough:
        raise RuntimeError("no covariance")
    root = vectors * (values + enough[0]).sqrt() @ vectors.T
    z = torch.randn(num_samples, len(mean), generator=generator, dtype=cov.dtype)
    return (mean + z @ root).to(cov.dtype)
