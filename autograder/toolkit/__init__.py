"""What check files import: comparisons that explain themselves, gradients, operation counts, speed, hints."""

from autograder.toolkit.compare import assert_same
from autograder.toolkit.conduct import assert_pure, assert_raises
from autograder.toolkit.gradients import assert_gradients, assert_is_gradient
from autograder.toolkit.hints import hint
from autograder.toolkit.operations import assert_vectorised, count_operations
from autograder.toolkit.seeds import seeded
from autograder.toolkit.speed import assert_faster

__all__ = [
    "assert_faster",
    "assert_gradients",
    "assert_is_gradient",
    "assert_pure",
    "assert_raises",
    "assert_same",
    "assert_vectorised",
    "count_operations",
    "hint",
    "seeded",
]
