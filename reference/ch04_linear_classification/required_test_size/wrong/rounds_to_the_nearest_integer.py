"""Rounds to the nearest integer, so that n can be too small for its promise.

Fails: test_rounds_up
"""

import math
from statistics import NormalDist


def required_test_size(margin, failure_prob, bound="finite"):
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError("outside (0, 1)")
    if bound == "finite":
        return round(math.log(1 / failure_prob) / (2 * margin**2))
    if bound == "asymptotic":
        z = NormalDist().inv_cdf(1 - failure_prob / 2)
        return round(z**2 / (4 * margin**2))
    raise ValueError("unknown bound")
