"""Cuts one step too early: the reward of the step where done is True is lost to its episode.

Fails: test_ends_an_episode_where_done_is_true
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
        G = rewards[..., t] + gamma * G
        returns[t] = G
        G = goes_on[..., t] * G
    return torch.stack(returns, dim=-1)
