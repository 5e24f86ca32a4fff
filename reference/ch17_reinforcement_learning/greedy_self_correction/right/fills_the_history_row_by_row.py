"""Allocates the history and copies each row into the next before it changes one entry."""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    history = torch.empty(num_steps + 1, len(q_init), dtype=q_init.dtype)
    actions = torch.empty(num_steps, dtype=torch.int64)
    history[0] = q_init
    for t in range(num_steps):
        a = history[t].argmax()
        history[t + 1] = history[t]
        history[t + 1, a] += alpha * (rewards[a] - history[t, a])
        actions[t] = a
    return history, actions
