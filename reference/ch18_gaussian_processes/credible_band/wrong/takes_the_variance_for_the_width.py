"""Multiplies the quantile by the variance; the width is a multiple of its square root.

Fails: test_is_almost_two_standard_deviations_for_95_percent
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if noise is not None:
        variance = variance + noise**2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance
    return mean - half, mean + half
