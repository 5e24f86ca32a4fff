"""Draws two standard deviations whatever the level.

Fails: test_holds_the_probability_it_promises
"""


def credible_band(mean, variance, noise=None, level=0.95):
    if noise is not None:
        variance = variance + noise**2
    half = 1.96 * variance.sqrt()
    return mean - half, mean + half
