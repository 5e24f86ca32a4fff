"""Goes through NumPy, which cuts the graph: no gradient reaches the arguments.

Fails: test_gradients_match_central_differences
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
    import numpy as np

    gain = torch.from_numpy(np.linalg.solve(C_bb.detach().numpy(), C_ab.T.detach().numpy())).T
    return mean[rest] + gain @ (values - mean[observed]), C_aa - gain @ C_ab.T
