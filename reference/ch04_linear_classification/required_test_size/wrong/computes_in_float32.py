"""Computes in float32, whose seven digits are not enough for an exact count of millions.

Fails: test_halving_the_margin_takes_four_times_as_many
"""

import torch


def required_test_size(margin, failure_prob, bound="finite"):
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError("outside (0, 1)")
    t, p = torch.tensor(margin), torch.tensor(failure_prob)
    if bound == "finite":
        return int(torch.ceil(torch.log(1 / p) / (2 * t**2)))
    if bound == "asymptotic":
        return int(torch.ceil(torch.special.ndtri(1 - p / 2) ** 2 / (4 * t**2)))
    raise ValueError("unknown bound")
