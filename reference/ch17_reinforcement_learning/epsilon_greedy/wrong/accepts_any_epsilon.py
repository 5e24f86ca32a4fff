"""Never looks whether epsilon is a probability, so a typing error goes unnoticed.

Fails: test_rejects_what_is_no_probability
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    best = q_values == q_values.amax(1, keepdim=True)
    explore = torch.rand(len(q_values), 1, generator=generator) < epsilon
    return torch.multinomial((best | explore).double(), 1, generator=generator).squeeze(1)
