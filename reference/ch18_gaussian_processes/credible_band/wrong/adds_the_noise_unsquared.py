"""Adds noise to the variance instead of noise², although it is a standard deviation.

Fails: test_widens_by_the_noise_of_an_observation
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if noise is not None:
        variance = variance + noise
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
