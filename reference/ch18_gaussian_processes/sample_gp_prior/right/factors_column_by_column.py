"""Factors by hand, column by column, and takes a pivot that is not positive for a failure."""

import torch


def factor(matrix):
    rest, columns = matrix, []
    for i in range(len(matrix)):
        if not rest[0, 0] > 0:
            return None
        column = rest[:, 0] / rest[0, 0].sqrt()
        columns.append(torch.cat([column.new_zeros(i), column]))
        rest = rest[1:, 1:] - torch.outer(column[1:], column[1:])
    return torch.stack(columns, dim=1)


def sample_gp_prior(mean, cov, num_samples, generator, jitter=1e-6):
    n = len(mean)
    if mean.shape != (n,) or cov.shape != (n, n):
        raise ValueError("shapes do not fit")
    for _ in range(7):
        L = factor(cov + jitter * torch.eye(n, dtype=cov.dtype))
        if L is not None:
            z = torch.randn(num_samples, n, generator=generator, dtype=cov.dtype)
            return mean.type_as(cov) + torch.einsum("sj,ij->si", z, L)
        jitter = 10 * jitter
    raise RuntimeError("no covariance")
