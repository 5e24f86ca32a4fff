"""Uses the kernel alone in the determinant, as one of the book's formulas does; the same A belongs in both terms.

Fails: test_one_observation_has_a_normal_density
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(y)
    A = cov + noise**2 * torch.eye(n, dtype=cov.dtype)
    return -0.5 * (y @ torch.linalg.solve(A, y) + torch.linalg.slogdet(cov)[1] + n * math.log(2 * math.pi))
