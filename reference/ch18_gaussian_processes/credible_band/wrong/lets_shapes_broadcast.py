"""Lets one variance serve all means instead of refusing it.

Fails: test_rejects_different_shapes
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if not 0 < level < 1 or (variance < 0).any():
        raise ValueError("level or variance")
    if noise is not None:
        variance = variance + noise**2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
