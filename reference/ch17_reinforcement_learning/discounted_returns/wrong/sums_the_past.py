"""Runs forwards through the walk, so that each step collects the rewards of the past instead of those to come.

Fails: test_weighs_each_reward_by_its_distance
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
    for t in range(T):
        G = rewards[..., t] + gamma * goes_on[..., t] * G
        returns[t] = G
    return torch.stack(returns, dim=-1)
