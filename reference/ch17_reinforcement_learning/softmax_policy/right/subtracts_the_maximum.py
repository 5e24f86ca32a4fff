"""Subtracts the largest score of each row, then exponentiates and divides by the sum."""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    x = (q_values - q_values.amax(-1, keepdim=True)) / temperature
    weights = torch.exp(x)
    return weights / weights.sum(-1, keepdim=True)
