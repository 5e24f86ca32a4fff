"""Detaches the sums, as if they did not depend on the values: the probabilities are right, the gradient is not.

Fails: test_gradients_match_central_differences
"""

import torch


def softmax_policy(q_values, temperature):
    if temperature <= 0:
        raise ValueError("temperature must be positive")
    weights = torch.exp((q_values - q_values.amax(-1, keepdim=True)) / temperature)
    return weights / weights.sum(-1, keepdim=True).detach()
