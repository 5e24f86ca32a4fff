"""Explores among the actions that are not the best, so the best one is taken too rarely.

Fails: test_explores_with_probability_epsilon
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    best = q_values == q_values.amax(1, keepdim=True)
    explore = torch.rand(len(q_values), 1, generator=generator) < epsilon
    return torch.multinomial((best ^ explore).double(), 1, generator=generator).squeeze(1)
