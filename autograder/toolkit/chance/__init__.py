"""Checks of what is drawn at random, with a proved false-alarm probability and power."""

from autograder.toolkit.chance.assertions import (
    assert_distribution,
    assert_frequencies,
    assert_mean,
    assert_normal,
    samples_needed,
    tally,
)

__all__ = [
    "assert_distribution",
    "assert_frequencies",
    "assert_mean",
    "assert_normal",
    "samples_needed",
    "tally",
]
