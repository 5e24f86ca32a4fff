"""Divides one by a sum of exponentials of differences, one action after the other."""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    columns = []
    for a in range(q_values.shape[-1]):
        differences = (q_values - q_values[..., a : a + 1]) / temperature
        columns.append(torch.exp(-torch.logsumexp(differences, -1)))
    return torch.stack(columns, -1)
