"""Draws a random action and a random best action for each row, and lets a coin choose."""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.ndim != 2:
        raise ValueError("q_values needs two axes")
    if not 0 <= epsilon <= 1:
        raise ValueError("epsilon must lie in [0, 1]")
    B, A = q_values.shape
    tickets = torch.rand(B, A, generator=generator)
    is_best = q_values == q_values.amax(1, keepdim=True)
    greedy = torch.where(is_best, tickets, -1.0).argmax(1)
    anything = torch.randint(A, (B,), generator=generator)
    return torch.where(torch.rand(B, generator=generator) < epsilon, anything, greedy)
