"""Sweeps over the states one after the other and uses new values at once (Gauss-Seidel)."""

import torch


def policy_evaluation(transition, reward, policy, gamma, tol=1e-10, max_iterations=10000):
    if gamma < 0 or gamma >= 1:
        raise ValueError("gamma")
    if reward.dim() != 2 or policy.shape != reward.shape or transition.shape != (*reward.shape, reward.shape[0]):
        raise ValueError("shapes")
    if policy.lt(0).any() or not torch.allclose(policy.sum(1), torch.ones_like(policy[:, 0]), rtol=0, atol=1e-6):
        raise ValueError("policy")
    with torch.no_grad():
        P = torch.einsum("sa,sat->st", policy, transition)
        r = (policy * reward).sum(1)
        V = torch.zeros_like(r)
        for _ in range(max_iterations):
            change = 0.0
            for s in range(len(V)):
                new = r[s] + gamma * P[s] @ V
                change = max(change, abs(float(new - V[s])))
                V[s] = new
            if change <= tol:
                break
    if not (transition.requires_grad or reward.requires_grad or policy.requires_grad):
        return V
    P = torch.einsum("sa,sat->st", policy, transition)
    residual = (policy * reward).sum(1) + gamma * P @ V - V
    return V + torch.linalg.solve(torch.eye(len(V), dtype=V.dtype) - gamma * P.detach(), residual)
