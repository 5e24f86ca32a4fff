"""Appends the 1 behind x although the first row of weight_cov belongs to the bias.

Fails: test_follows_the_formula_for_correlated_weights
"""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    u = torch.cat([x1, x1.new_ones(len(x1), 1)], dim=1)
    v = torch.cat([x2, x2.new_ones(len(x2), 1)], dim=1)
    u_norm = 1 + 2 * ((u @ weight_cov) * u).sum(1, keepdim=True)
    v_norm = 1 + 2 * ((v @ weight_cov) * v).sum(1)
    return 2 / torch.pi * torch.asin(2 * u @ weight_cov @ v.T / torch.sqrt(u_norm * v_norm))
