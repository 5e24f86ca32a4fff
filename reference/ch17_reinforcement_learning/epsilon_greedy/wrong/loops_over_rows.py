"""Chooses row by row in a Python loop, which is slow for large batches.

Fails: test_takes_all_rows_at_once
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    explore = torch.rand(len(q_values), generator=generator) < epsilon
    actions = []
    for row, free in zip(q_values, explore):
        weights = ((row == row.max()) | free).double()
        actions.append(torch.multinomial(weights, 1, generator=generator))
    return torch.cat(actions)
