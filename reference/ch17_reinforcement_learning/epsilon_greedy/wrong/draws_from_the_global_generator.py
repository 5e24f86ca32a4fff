"""Draws from torch's global generator, so the generator that was passed in decides nothing.

Fails: test_takes_its_randomness_from_the_generator
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    best = q_values == q_values.amax(1, keepdim=True)
    explore = torch.rand(len(q_values), 1) < epsilon
    return torch.multinomial((best | explore).double(), 1).squeeze(1)
