"""Divides q_values in place, and so changes the table of the caller.

Fails: test_leaves_the_values_alone
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    q_values /= temperature
    return torch.softmax(q_values, -1)
