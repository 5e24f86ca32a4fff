"""Writes down the probability of every action and draws once per row."""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.ndim != 2 or epsilon < 0 or epsilon > 1:
        raise ValueError("q_values needs two axes, and epsilon must lie in [0, 1]")
    best = (q_values == q_values.max(dim=1, keepdim=True).values).double()
    probs = (1 - epsilon) * best / best.sum(1, keepdim=True) + epsilon / q_values.shape[1]
    return torch.multinomial(probs, 1, generator=generator)[:, 0]
