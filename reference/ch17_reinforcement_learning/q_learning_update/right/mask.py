"""Chooses between old and new entries with a mask."""

import torch


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if not (alpha >= 0 and alpha <= 1):
        raise ValueError("alpha")
    chosen = torch.zeros(q.shape, dtype=torch.bool)
    chosen[state, action] = True
    best = 0.0 if terminated else max(q[next_state])
    return torch.where(chosen, (1 - alpha) * q + alpha * (reward + gamma * best), q)
