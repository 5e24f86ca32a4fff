"""Uses the normaliser of x1 for both inputs, so that the ratio can exceed 1 and the matrix is not symmetric.

Fails: test_follows_the_formula_for_unit_weights
"""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    u = torch.cat([x1.new_ones(len(x1), 1), x1], dim=1)
    v = torch.cat([x2.new_ones(len(x2), 1), x2], dim=1)
    u_norm = 1 + 2 * ((u @ weight_cov) * u).sum(1, keepdim=True)
    return 2 / torch.pi * torch.asin(2 * u @ weight_cov @ v.T / u_norm)
