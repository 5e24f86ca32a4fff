"""Converts to float32, which loses half of the digits of float64 values.

Fails: test_keeps_float64
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    return torch.softmax(q_values.float() / temperature, -1).to(q_values.dtype)
