"""Divides by the margin itself; but an average over n examples scatters like 1 / sqrt(n), so n goes like 1 / t².

Fails: test_finite_bound_for_one_percent
"""

import math
from statistics import NormalDist


def required_test_size(margin, failure_prob, bound="finite"):
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError("outside (0, 1)")
    if bound == "finite":
        return math.ceil(math.log(1 / failure_prob) / (2 * margin))
    if bound == "asymptotic":
        z = NormalDist().inv_cdf(1 - failure_prob / 2)
        return math.ceil(z**2 / (4 * margin))
    raise ValueError("unknown bound")
