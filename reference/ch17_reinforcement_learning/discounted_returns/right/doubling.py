"""Sums over windows of 1, 2, 4, 8, ... steps: each pass adds the window that begins where the last one ended."""

import torch


def discounted_returns(rewards, gamma, done=None):
    if not (0.0 <= gamma <= 1.0) or rewards.ndim not in (1, 2):
        raise ValueError("gamma or the shape of rewards")
    if done is None:
        done = torch.zeros(rewards.shape, dtype=torch.bool, device=rewards.device)
    if done.shape != rewards.shape:
        raise ValueError("done and rewards do not fit")
    G, weight, shift = rewards, gamma * (~done).to(rewards.dtype), 1
    while shift < rewards.shape[-1]:
        pad = torch.zeros_like(rewards[..., :shift])
        G = G + weight * torch.cat([G[..., shift:], pad], -1)
        weight = weight * torch.cat([weight[..., shift:], pad], -1)
        shift *= 2
    return G
