"""Averages the values of the actions in each sweep."""

import torch


def policy_evaluation(transition, reward, policy, gamma, tol=1e-10, max_iterations=10000):
    if not (0 <= gamma < 1):
        raise ValueError("gamma")
    if policy.shape != reward.shape:
        raise ValueError("policy and reward differ")
    V = torch.zeros(reward.shape[:1], dtype=reward.dtype)
    action_values(transition, reward, V, gamma)
    if bool((policy < 0).any()) or bool(((policy.sum(1) - 1).abs() > 1e-6).any()):
        raise ValueError("policy")
    for _ in range(max_iterations):
        old = V
        V = torch.einsum("sa,sa->s", policy, action_values(transition, reward, V, gamma))
        if torch.max(torch.abs(V - old)) <= tol:
            return V
    return V
