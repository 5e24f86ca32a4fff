"""Takes argmax, which names the first of several equal actions, so that the others are never tried.

Fails: test_draws_among_equal_best_actions
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    B, A = q_values.shape
    explore = torch.rand(B, generator=generator) < epsilon
    return torch.where(explore, torch.randint(A, (B,), generator=generator), q_values.argmax(1))
