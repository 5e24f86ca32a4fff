"""Puts the values into the equation until they stand still."""

import torch


def policy_evaluation(transition, reward, policy, gamma, tol=1e-10, max_iterations=10000):
    if not 0 <= gamma < 1:
        raise ValueError("gamma")
    S, A = reward.shape if reward.ndim == 2 else (0, 0)
    if S == 0 or policy.shape != (S, A) or transition.shape != (S, A, S):
        raise ValueError("shapes")
    if (policy < 0).any() or (torch.abs(policy.sum(1) - 1) > 1e-6).any():
        raise ValueError("policy")
    P = torch.einsum("sa,sat->st", policy, transition)
    r = (policy * reward).sum(1)
    V = torch.zeros_like(r)
    for _ in range(max_iterations):
        V_old, V = V, r + gamma * P @ V
        if (V - V_old).abs().max() <= tol:
            break
    return V
