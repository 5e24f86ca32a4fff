"""Uses only the variances in weight_cov, although bias and weights may be correlated.

Fails: test_follows_the_formula_for_correlated_weights
"""

import torch


def arcsine_kernel(x1, x2, weight_cov):
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    s = weight_cov.diagonal()
    u = torch.cat([x1.new_ones(len(x1), 1), x1], dim=1)
    v = torch.cat([x2.new_ones(len(x2), 1), x2], dim=1)
    u_norm = 1 + 2 * (s * u * u).sum(1, keepdim=True)
    v_norm = 1 + 2 * (s * v * v).sum(1)
    return 2 / torch.pi * torch.asin(2 * (u * s) @ v.T / torch.sqrt(u_norm * v_norm))
