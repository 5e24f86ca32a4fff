"""What check files import: comparisons that explain themselves, gradients, costs, speed, training and chance."""

from autograder.toolkit.chance import (
    assert_distribution,
    assert_frequencies,
    assert_mean,
    assert_normal,
    samples_needed,
    tally,
)
from autograder.toolkit.compare import assert_same
from autograder.toolkit.conduct import assert_pure, assert_raises
from autograder.toolkit.device import assert_device
from autograder.toolkit.gradients import (
    assert_backward_through_time,
    assert_function_gradients,
    assert_gradients,
    assert_is_gradient,
)
from autograder.toolkit.growth import assert_growth, count_flops
from autograder.toolkit.hints import hint
from autograder.toolkit.memory import assert_peak_bytes, peak_bytes
from autograder.toolkit.operations import (
    assert_vectorised,
    count_interpreter_work,
    count_operations,
    tally_operations,
)
from autograder.toolkit.packages import needs_package
from autograder.toolkit.seeds import seeded
from autograder.toolkit.speed import assert_faster, assert_no_slower
from autograder.toolkit.training import assert_learns

__all__ = [
    "assert_backward_through_time",
    "assert_device",
    "assert_distribution",
    "assert_faster",
    "assert_frequencies",
    "assert_function_gradients",
    "assert_gradients",
    "assert_growth",
    "assert_is_gradient",
    "assert_learns",
    "assert_mean",
    "assert_no_slower",
    "assert_normal",
    "assert_peak_bytes",
    "assert_pure",
    "assert_raises",
    "assert_same",
    "assert_vectorised",
    "count_flops",
    "count_interpreter_work",
    "count_operations",
    "hint",
    "needs_package",
    "peak_bytes",
    "samples_needed",
    "seeded",
    "tally",
    "tally_operations",
]
