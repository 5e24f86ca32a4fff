"""Accepts any gamma and any number of sweeps, where 1.2 lets the values grow without end.

Fails: test_rejects_gamma_outside_the_unit_interval
"""

import torch


def value_iteration(transition, reward, gamma, tol=1e-10, max_iterations=10000):
    max_iterations = min(max_iterations, 1000)
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
    return V, Q, policy, sweeps
