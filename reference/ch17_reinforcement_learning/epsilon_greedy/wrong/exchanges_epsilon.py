"""Is greedy with probability epsilon instead of 1 - epsilon, so that epsilon 0 explores all the time.

Fails: test_without_exploration_takes_the_best_action
"""

import torch


def epsilon_greedy(q_values, epsilon, generator):
    if q_values.dim() != 2 or not 0 <= epsilon <= 1:
        raise ValueError("bad arguments")
    best = q_values == q_values.amax(1, keepdim=True)
    explore = torch.rand(len(q_values), 1, generator=generator) > epsilon
    return torch.multinomial((best | explore).double(), 1, generator=generator).squeeze(1)
