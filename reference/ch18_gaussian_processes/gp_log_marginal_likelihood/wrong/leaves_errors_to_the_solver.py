"""Does not look at the shapes, so that the solver complains, or nobody.

Fails: test_rejects_shapes_that_do_not_fit
"""

import math

import torch


def gp_log_marginal_likelihood(y, cov, noise):
    n = len(cov)
    L = torch.linalg.cholesky(cov + noise**2 * torch.eye(n, dtype=cov.dtype))
    w = torch.linalg.solve_triangular(L, y.expand(n).unsqueeze(1), upper=False)
    return -(w**2).sum() / 2 - L.diagonal().log().sum() - n / 2 * math.log(2 * math.pi)
