"""Clamps negative variances to 0 instead of reporting them.

Fails: test_rejects_a_negative_variance
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if mean.shape != variance.shape or not 0 < level < 1:
        raise ValueError("shapes or level")
    variance = variance.clamp(min=0)
    if noise is not None:
        variance = variance + noise**2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
