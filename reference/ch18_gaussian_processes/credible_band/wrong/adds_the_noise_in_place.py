"""Adds the noise to the caller's own variances.

Fails: test_leaves_the_arguments_alone
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if noise is not None:
        variance += noise**2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
