"""Subtracts logsumexp and exponentiates last."""

import torch


def softmax_policy(q_values, temperature):
    if not temperature > 0:
        raise ValueError("temperature must be positive")
    x = q_values / temperature
    return (x - torch.logsumexp(x, dim=-1, keepdim=True)).exp()
