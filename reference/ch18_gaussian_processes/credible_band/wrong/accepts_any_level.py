"""Clamps the level instead of refusing one that is no probability.

Fails: test_rejects_a_level_outside_of_zero_and_one
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if mean.shape != variance.shape or (variance < 0).any():
        raise ValueError("variance")
    level = min(max(level, 1e-6), 1 - 1e-6)
    if noise is not None:
        variance = variance + noise**2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
