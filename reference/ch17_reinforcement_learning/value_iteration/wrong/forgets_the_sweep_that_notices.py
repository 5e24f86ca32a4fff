"""Counts only the sweeps that changed something and leaves out the one that notices the end.

Fails: test_counts_the_sweep_that_notices
"""

import torch


def value_iteration(transition, reward, gamma, tol=1e-10, max_iterations=10000):
    if gamma < 0 or gamma > 1 or max_iterations < 1:
        raise ValueError("gamma should be in [0, 1] and max_iterations at least 1")
    if transition.dim() != 3 or reward.shape != transition.shape[:2] or len(transition) != transition.shape[2]:
        raise ValueError("transition should be (S, A, S) and reward (S, A)")
    V = torch.zeros(len(reward), dtype=reward.dtype)
    sweeps = 0
    while sweeps < max_iterations:
        Q = reward + gamma * torch.matmul(transition, V)
        V_new = Q.max(dim=1).values
        sweeps += 1
        change = (V_new - V).abs().max()
        V = V_new
        if change <= tol:
            break
    policy = Q.argmax(dim=1)
    return V, Q, policy, sweeps - 1
