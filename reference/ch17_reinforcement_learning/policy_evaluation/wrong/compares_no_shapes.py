"""Never compares the shapes, so that a table for one state serves them all.

Fails: test_rejects_shapes_that_do_not_fit
"""

import torch


def policy_evaluation(transition, reward, policy, gamma, tol=1e-10, max_iterations=10000):
    if gamma < 0 or gamma >= 1:
        raise ValueError("gamma should be in [0, 1)")
    if policy.min() < 0 or (policy.sum(-1) - 1).abs().max() > 1e-6:
        raise ValueError("rows of policy should be distributions")
    V = torch.zeros(len(reward), dtype=reward.dtype)
    for _ in range(max_iterations):
        Q = reward + gamma * transition @ V
        V_new = (policy * Q).sum(dim=1)
        change = (V_new - V).abs().max()
        V = V_new
        if change <= tol:
            break
    return V
