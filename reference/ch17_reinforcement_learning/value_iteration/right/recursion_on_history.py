"""Keeps all values in a list and compares the last two."""

import torch


def value_iteration(transition, reward, gamma, tol=1e-10, max_iterations=10000):
    if (gamma < 0) | (gamma > 1) | (max_iterations < 1):
        raise ValueError("gamma or max_iterations")
    if reward.ndim != 2 or list(transition.shape) != [*reward.shape, len(reward)]:
        raise ValueError("tables do not fit")
    S, A = reward.shape
    flat = transition.reshape(S * A, S)
    values = [reward.new_zeros(S)]
    while len(values) <= max_iterations:
        Q = reward + gamma * (flat @ values[-1]).reshape(S, A)
        values.append(torch.max(Q, dim=1)[0])
        if torch.linalg.vector_norm(values[-1] - values[-2], ord=float("inf")) <= tol:
            break
    return values[-1], Q, torch.argmax(Q, dim=1), len(values) - 1
