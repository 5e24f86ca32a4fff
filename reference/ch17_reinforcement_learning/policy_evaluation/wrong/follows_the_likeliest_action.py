"""Always takes the likeliest action of the policy instead of drawing from it.

Fails: test_evaluates_a_bandit_that_never_ends
"""

import torch


def policy_evaluation(transition, reward, policy, gamma, tol=1e-10, max_iterations=10000):
    if gamma < 0 or gamma >= 1:
        raise ValueError("gamma should be in [0, 1)")
    if transition.dim() != 3 or transition.shape[0] != transition.shape[2]:
        raise ValueError("transition should be (S, A, S)")
    if reward.shape != transition.shape[:2] or policy.shape != reward.shape:
        raise ValueError("reward and policy should be (S, A)")
    if policy.min() < 0 or (policy.sum(-1) - 1).abs().max() > 1e-6:
        raise ValueError("rows of policy should be distributions")
    V = torch.zeros(len(reward), dtype=reward.dtype)
    for _ in range(max_iterations):
        Q = reward + gamma * transition @ V
        V_new = Q.gather(1, policy.argmax(1, keepdim=True)).squeeze(1)
        change = (V_new - V).abs().max()
        V = V_new
        if change <= tol:
            break
    return V
