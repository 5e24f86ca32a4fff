"""Collects plain numbers and makes a new tensor of them, so that no gradient reaches the rewards.

Fails: test_gradients_match_central_differences
"""

import torch


def discounted_returns(rewards, gamma, done=None):
    if gamma < 0 or gamma > 1:
        raise ValueError("gamma outside [0, 1]")
    if rewards.dim() not in (1, 2):
        raise ValueError("rewards should be (T,) or (B, T)")
    if done is None:
        done = torch.zeros_like(rewards, dtype=torch.bool)
    if done.shape != rewards.shape:
        raise ValueError("done and rewards differ in shape")
    goes_on = (~done).to(rewards.dtype)
    T = rewards.shape[-1]
    returns = [None] * T
    G = torch.zeros_like(rewards[..., 0])
    for t in reversed(range(T)):
        G = rewards[..., t] + gamma * goes_on[..., t] * G
        returns[t] = G.detach()
    return torch.stack(returns, dim=-1)
