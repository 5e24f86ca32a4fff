"""Does not look for repeated indices, whose covariance block is singular.

Fails: test_rejects_an_index_that_occurs_twice
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
    C_aa, C_ab, C_bb = cov[rest][:, rest], cov[rest][:, observed], cov[observed][:, observed]
    gain = torch.linalg.solve(C_bb, C_ab.T).T
    return mean[rest] + gain @ (values - mean[observed]), C_aa - gain @ C_ab.T
