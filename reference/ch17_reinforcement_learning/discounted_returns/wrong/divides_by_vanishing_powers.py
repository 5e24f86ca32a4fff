"""Divides a reversed cumulative sum by gamma**t, which is 0 in long walks.

Fails: test_survives_long_walks
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
    T = rewards.shape[-1]
    if gamma > 0 and not done.any():
        weights = gamma ** torch.arange(T, dtype=rewards.dtype)
        return (rewards * weights).flip(-1).cumsum(-1).flip(-1) / weights
    goes_on = (~done).to(rewards.dtype)
    returns = [None] * T
    G = torch.zeros_like(rewards[..., 0])
    for t in reversed(range(T)):
        G = rewards[..., t] + gamma * goes_on[..., t] * G
        returns[t] = G
    return torch.stack(returns, dim=-1)
