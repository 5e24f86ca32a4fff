"""Subtracts in place from a view of cov, which changes the caller's matrix.

Fails: test_leaves_the_arguments_alone
"""

import torch


def condition_gaussian(mean, cov, observed, values):
    n, k = mean.numel(), observed.numel()
    if mean.shape != (n,) or cov.shape != (n, n) or observed.shape != (k,) or values.shape != (k,):
        raise ValueError("shapes do not fit")
    if ((observed < 0) | (observed >= n)).any():
        raise ValueError("index out of range")
    rest = torch.ones(n, dtype=torch.bool)
    rest[observed] = False
    if rest.sum() > n - k:
        raise ValueError("index observed twice")
    C_aa, C_ab, C_bb = cov[rest][:, rest], cov[rest][:, observed], cov[observed][:, observed]
    gain = torch.linalg.solve(C_bb, C_ab.T).T
    m = mean[rest] + gain @ (values - mean[observed])
    cov[rest.nonzero(), rest.nonzero().T] = C_aa - gain @ C_ab.T
    return m, cov[rest][:, rest]
