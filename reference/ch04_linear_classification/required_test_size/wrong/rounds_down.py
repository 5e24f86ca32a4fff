"""Rounds down, so that n is always too small for its promise.

Fails: test_finite_bound_for_one_percent
"""

import math
from statistics import NormalDist


def required_test_size(margin, failure_prob, bound="finite"):
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError("outside (0, 1)")
    if bound == "finite":
        return int(math.log(1 / failure_prob) / (2 * margin**2))
    if bound == "asymptotic":
        z = NormalDist().inv_cdf(1 - failure_prob / 2)
        return int(z**2 / (4 * margin**2))
    raise ValueError("unknown bound")
