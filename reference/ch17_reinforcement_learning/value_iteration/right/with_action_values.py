"""Calls action_values in each sweep."""

import torch


def value_iteration(transition, reward, gamma, tol=1e-10, max_iterations=10000):
    if gamma < 0 or gamma > 1 or max_iterations < 1:
        raise ValueError("gamma or max_iterations")
    V = torch.zeros(reward.shape[0], dtype=reward.dtype)
    for k in range(max_iterations):
        Q = action_values(transition, reward, V, gamma)
        new_V, policy = Q.max(dim=1)
        done = bool(((new_V - V).abs() <= tol).all())
        V = new_V
        if done:
            break
    return V, Q, policy, k + 1
