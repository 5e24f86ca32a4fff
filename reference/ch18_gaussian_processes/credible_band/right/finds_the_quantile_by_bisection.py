"""Finds the quantile by halving an interval of the normal distribution function."""

import math


def credible_band(mean, variance, noise=None, level=0.95):
    if not 0 < level < 1:
        raise ValueError("level")
    if mean.shape != variance.shape:
        raise ValueError("shapes")
    if not bool((variance >= 0).all()):
        raise ValueError("variance")
    low, high = 0.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        if math.erf(middle / math.sqrt(2)) < level:
            low = middle
        else:
            high = middle
    spread = variance.clone()
    if noise is not None:
        spread = spread + noise**2
    half = spread.sqrt() * low
    return mean - half, mean + half
