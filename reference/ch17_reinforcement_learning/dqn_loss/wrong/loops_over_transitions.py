"""Visits one transition after the other in a Python loop, which is slow for large batches.

Fails: test_takes_all_transitions_at_once
"""

from torch.nn import functional as F


def dqn_loss(q_values, actions, rewards, next_q_values, terminated, gamma, next_q_online=None):
    N, A = q_values.shape
    for x in (actions, rewards, terminated):
        if x.shape != (N,):
            raise ValueError("one entry per transition is needed")
    for x in (next_q_values, next_q_online):
        if x is not None and x.shape != (N, A):
            raise ValueError("next values need the shape of q_values")
    total = 0
    for i in range(N):
        chooser = next_q_values if next_q_online is None else next_q_online
        b = 0 if terminated[i] else next_q_values[i, chooser[i].argmax()].detach()
        total = total + F.smooth_l1_loss(q_values[i, actions[i]], rewards[i] + gamma * b)
    return total / N
