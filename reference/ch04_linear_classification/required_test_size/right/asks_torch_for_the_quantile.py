"""Takes the quantile from torch.special.ndtri in float64."""

import math

import torch


def required_test_size(margin, failure_prob, bound="finite"):
    if bound not in ("finite", "asymptotic"):
        raise ValueError("unknown bound")
    if margin <= 0 or margin >= 1 or failure_prob <= 0 or failure_prob >= 1:
        raise ValueError("outside (0, 1)")
    if bound == "asymptotic":
        z = torch.special.ndtri(torch.tensor(failure_prob / 2, dtype=torch.float64))
        return int(torch.ceil((z / (2 * margin)) ** 2))
    return math.ceil(-math.log(failure_prob) / 2 / margin**2)
