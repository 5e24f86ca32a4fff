"""Adds alpha times the difference between target and old value."""

import torch


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if not 0 <= alpha <= 1:
        raise ValueError("alpha")
    target = reward
    if not terminated:
        target = target + gamma * torch.max(q[next_state])
    error = target - q[state, action]
    new = q.clone()
    new[state, action] += alpha * error
    return new
