"""Leaves out the 1 in front of x, so that every unit is 0 at the origin.

Fails: test_follows_the_formula_for_unit_weights
"""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    S = weight_cov[1:, 1:]
    u_norm = 1 + 2 * ((x1 @ S) * x1).sum(1, keepdim=True)
    v_norm = 1 + 2 * ((x2 @ S) * x2).sum(1)
    return 2 / torch.pi * torch.asin(2 * x1 @ S @ x2.T / torch.sqrt(u_norm * v_norm))
