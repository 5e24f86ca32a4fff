"""Speed as a ratio to a baseline: the clocks, the stage where calls are timed, and what the ratios say."""

from autograder.toolkit.speed.ratio import assert_faster, assert_no_slower

__all__ = ["assert_faster", "assert_no_slower"]
