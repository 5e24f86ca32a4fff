"""Doubles the caller's own weight covariance, which grows with every call.

Fails: test_leaves_the_arguments_alone
"""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    weight_cov *= 2
    u = torch.cat([x1.new_ones(len(x1), 1), x1], dim=1)
    v = torch.cat([x2.new_ones(len(x2), 1), x2], dim=1)
    u_norm = 1 + ((u @ weight_cov) * u).sum(1, keepdim=True)
    v_norm = 1 + ((v @ weight_cov) * v).sum(1)
    return 2 / torch.pi * torch.asin(u @ weight_cov @ v.T / torch.sqrt(u_norm * v_norm))
