"""Uses the normal approximation for every bound that is not "finite", also for a misspelt one.

Fails: test_rejects_an_unknown_bound
"""

import math
from statistics import NormalDist


def required_test_size(margin, failure_prob, bound="finite"):
    if not (0 < margin < 1 and 0 < failure_prob < 1):
        raise ValueError("outside (0, 1)")
    if bound == "finite":
        return math.ceil(math.log(1 / failure_prob) / (2 * margin**2))
    z = NormalDist().inv_cdf(1 - failure_prob / 2)
    return math.ceil(z**2 / (4 * margin**2))
