"""Takes the quantile of level, which leaves 1 - level out on each side instead of half of it.

Fails: test_is_almost_two_standard_deviations_for_95_percent
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if noise is not None:
        variance = variance + noise**2
    half = NormalDist().inv_cdf(level) * variance.sqrt()
    return mean - half, mean + half
