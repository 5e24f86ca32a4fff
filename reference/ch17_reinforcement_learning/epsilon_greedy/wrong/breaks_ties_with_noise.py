"""Adds a little noise to break ties, which also lets a slightly worse action win.

Fails: test_values_that_nearly_agree_are_not_equal
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    B, A = q_values.shape
    greedy = (q_values + 1e-6 * torch.rand(B, A, generator=generator)).argmax(1)
    explore = torch.rand(B, generator=generator) < epsilon
    return torch.where(explore, torch.randint(A, (B,), generator=generator), greedy)
