"""Adds up the returns inside rewards itself, which the caller still needs.

Fails: test_leaves_its_arguments_alone
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
    for t in reversed(range(T - 1)):
        rewards[..., t] += gamma * goes_on[..., t] * rewards[..., t + 1]
    return rewards
