"""Iterates on the action values and takes their row maximum where values are needed."""

import torch


def value_iteration(transition, reward, gamma, tol=1e-10, max_iterations=10000):
    if not 0 <= gamma <= 1:
        raise ValueError("gamma")
    if max_iterations <= 0:
        raise ValueError("max_iterations")
    if reward.dim() != 2 or transition.shape != (*reward.shape, reward.size(0)):
        raise ValueError("shapes")
    Q, last = reward, torch.zeros_like(reward).amax(1)
    k = 1
    while k < max_iterations and torch.max(torch.abs(Q.amax(1) - last)) > tol:
        last = Q.amax(1)
        Q = reward + gamma * torch.einsum("sat,t->sa", transition, last)
        k += 1
    return Q.amax(1), Q, Q.argmax(1), k
