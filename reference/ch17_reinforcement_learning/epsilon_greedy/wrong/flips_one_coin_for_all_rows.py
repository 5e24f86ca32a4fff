"""Flips one coin for the whole batch, so that either all rows explore or none does.

Fails: test_explores_with_probability_epsilon
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    best = q_values == q_values.amax(1, keepdim=True)
    if torch.rand(1, generator=generator) < epsilon:
        best = torch.ones_like(best)
    return torch.multinomial(best.double(), 1, generator=generator).squeeze(1)
