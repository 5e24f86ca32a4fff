"""Subtracts the largest value of the whole batch, so that rows far below it become 0/0.

Fails: test_survives_large_values
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    weights = torch.exp((q_values - q_values.max()) / temperature)
    return weights / weights.sum(-1, keepdim=True)
