"""Adds the standard deviations of function and noise; it is the variances of independent terms that add.

Fails: test_widens_by_the_noise_of_an_observation
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    sd = variance.sqrt() + (noise or 0.0)
    half = NormalDist().inv_cdf((1 + level) / 2) * sd
    return mean - half, mean + half
