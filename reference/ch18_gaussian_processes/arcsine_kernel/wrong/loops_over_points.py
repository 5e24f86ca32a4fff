"""Computes one row for each point of x1 in a Python loop, which takes longer with every point.

Fails: test_uses_no_loop_over_points
"""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    v = torch.cat([x2.new_ones(len(x2), 1), x2], dim=1)
    v_norm = 1 + 2 * ((v @ weight_cov) * v).sum(1)
    rows = []
    for x in x1:
        u = torch.cat([x.new_ones(1), x])
        u_norm = 1 + 2 * u @ weight_cov @ u
        rows.append(2 / torch.pi * torch.asin(2 * u @ weight_cov @ v.T / torch.sqrt(u_norm * v_norm)))
    return torch.stack(rows)
