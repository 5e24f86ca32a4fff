"""Lets one row of done serve for all walks by broadcasting, which hides a mistake of the caller.

Fails: test_rejects_done_of_another_shape
"""

import torch


def discounted_returns(rewards, gamma, done=None):
    if gamma < 0 or gamma > 1:
        raise ValueError("gamma outside [0, 1]")
    if rewards.dim() not in (1, 2):
        raise ValueError("rewards should be (T,) or (B, T)")
    if done is None:
        done = torch.zeros_like(rewards, dtype=torch.bool)
    done = done.expand(rewards.shape) if done.dim() < 2 else done
    goes_on = (~done).to(rewards.dtype)
    T = rewards.shape[-1]
    returns = [None] * T
    G = torch.zeros_like(rewards[..., 0])
    for t in reversed(range(T)):
        G = rewards[..., t] + gamma * goes_on[..., t] * G
        returns[t] = G
    return torch.stack(returns, dim=-1)
