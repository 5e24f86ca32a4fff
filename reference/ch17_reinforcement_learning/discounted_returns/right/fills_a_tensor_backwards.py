"""Fills a new tensor from the last column to the first."""

import torch


def discounted_returns(rewards, gamma, done=None):
    if gamma < 0 or gamma > 1:
        raise ValueError("gamma must be between 0 and 1")
    if rewards.dim() != 1 and rewards.dim() != 2:
        raise ValueError("one or two axes, please")
    if done is not None and tuple(done.shape) != tuple(rewards.shape):
        raise ValueError("done does not fit rewards")
    G = rewards.clone()
    for t in range(rewards.size(-1) - 2, -1, -1):
        step = G[..., t + 1].clone() * gamma
        if done is not None:
            step = torch.where(done[..., t], torch.zeros_like(step), step)
        G[..., t] = rewards[..., t] + step
    return G
