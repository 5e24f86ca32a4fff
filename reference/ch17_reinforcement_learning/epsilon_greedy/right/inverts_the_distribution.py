"""Adds up the probabilities along each row and looks where one uniform number falls."""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("q_values needs two axes, and epsilon must lie in [0, 1]")
    best = (q_values == q_values.amax(1, keepdim=True)).double()
    probs = (1 - epsilon) * best / best.sum(1, keepdim=True) + epsilon / q_values.size(1)
    edges = probs.cumsum(1)[:, :-1].contiguous()
    u = torch.rand(len(q_values), 1, generator=generator, dtype=torch.float64)
    return torch.searchsorted(edges, u, right=True).squeeze(1)
