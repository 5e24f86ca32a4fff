"""Adds 1e-6 to every variance as if to be safe, so that what is certain gets a band 0.004 wide.

Fails: test_has_no_width_where_nothing_is_uncertain
"""

from statistics import NormalDist


def credible_band(mean, variance, noise=None, level=0.95):
    if mean.shape != variance.shape or (variance < 0).any() or not 0 < level < 1:
        raise ValueError("shapes, variance or level")
    variance = variance + 1e-6 + (noise or 0.0) ** 2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
