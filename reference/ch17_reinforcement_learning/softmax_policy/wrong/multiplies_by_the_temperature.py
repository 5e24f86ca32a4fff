"""Multiplies by the temperature, so that a high one makes the policy greedy instead of uniform.

Fails: test_follows_the_definition
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    return torch.softmax(q_values * temperature, -1)
