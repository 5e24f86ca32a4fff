"""Takes the logarithm of the determinant, as the book's code does; for a few hundred points the determinant is 0.

Fails: test_one_observation_has_a_normal_density
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    if y.dim() != 1 or cov.shape != (len(y), len(y)):
        raise ValueError("shapes do not fit")
    n = len(y)
    A = cov + noise**2 * torch.eye(n, dtype=cov.dtype)
    return -0.5 * (y @ torch.linalg.solve(A, y) + torch.log(torch.linalg.det(A)) + n * math.log(2 * math.pi))
