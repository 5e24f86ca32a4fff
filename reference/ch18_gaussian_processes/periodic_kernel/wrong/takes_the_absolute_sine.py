"""Takes the absolute value of the sine where its square belongs, which gives the functions a kink in every period.

Fails: test_follows_the_formula_on_both_sides
"""

import torch


def periodic_kernel(x1, x2, period, lengthscale, amplitude=1.0):
    r = x1.unsqueeze(1) - x2
    return amplitude**2 * torch.exp(-2 * torch.sin(torch.pi * r / period).abs() / lengthscale**2)
