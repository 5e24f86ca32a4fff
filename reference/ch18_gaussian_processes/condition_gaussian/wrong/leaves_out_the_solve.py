"""Multiplies the blocks without the solve between them, so that the unit of the observation matters.

Fails: test_two_variables_by_hand
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
    C_aa, C_ab = cov[rest][:, rest], cov[rest][:, observed]
    return mean[rest] + C_ab @ (values - mean[observed]), C_aa - C_ab @ C_ab.T
