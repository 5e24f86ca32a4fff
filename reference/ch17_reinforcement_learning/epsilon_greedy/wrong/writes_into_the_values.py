"""Marks equal actions by writing into q_values, which the caller still needs.

Fails: test_leaves_the_values_alone
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    q_values -= q_values.amax(1, keepdim=True)
    explore = torch.rand(len(q_values), 1, generator=generator) < epsilon
    return torch.multinomial(((q_values == 0) | explore).double(), 1, generator=generator).squeeze(1)
