"""Multiplies the reward by gamma too, although it is earned at once.

Fails: test_looks_one_step_ahead
"""

import torch


def action_values(transition, reward, values, gamma):
    if transition.dim() != 3 or transition.shape[0] != transition.shape[2]:
        raise ValueError("transition should be (S, A, S)")
    if reward.shape != transition.shape[:2] or values.shape != transition.shape[:1]:
        raise ValueError("reward should be (S, A) and values (S,)")
    expected = torch.einsum("sat,t->sa", transition, values)
    return gamma * (reward + expected)
