"""Lets a temperature of zero through, where the policy is 0/0.

Fails: test_rejects_temperatures_that_are_not_positive
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature < 0:
        raise ValueError("temperature must be positive")
    return torch.softmax(q_values / temperature, -1)
