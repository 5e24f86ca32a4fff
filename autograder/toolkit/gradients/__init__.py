"""Gradients against numerical derivatives: of autograd answers, of backward passes by hand, step by step."""

from autograder.toolkit.gradients.assertions import assert_gradients, assert_is_gradient
from autograder.toolkit.gradients.backward import assert_backward_through_time, assert_function_gradients

__all__ = [
    "assert_backward_through_time",
    "assert_function_gradients",
    "assert_gradients",
    "assert_is_gradient",
]
