"""Normalises over the first axis, so that states share their probability instead of actions.

Fails: test_rows_sum_to_one
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    return torch.softmax(q_values / temperature, 0)
