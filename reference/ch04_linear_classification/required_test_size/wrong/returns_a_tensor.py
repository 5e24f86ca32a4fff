"""Returns a tensor with a rounded number; a count of examples is asked for as an int.

Fails: test_finite_bound_for_one_percent
"""

import torch


def required_test_size(margin, failure_prob, bound="finite"):
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError("outside (0, 1)")
    p = torch.tensor(failure_prob, dtype=torch.float64)
    if bound == "finite":
        return torch.ceil(torch.log(1 / p) / (2 * margin**2))
    if bound == "asymptotic":
        return torch.ceil(torch.special.ndtri(1 - p / 2) ** 2 / (4 * margin**2))
    raise ValueError("unknown bound")
