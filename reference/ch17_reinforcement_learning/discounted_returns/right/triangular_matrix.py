"""Multiplies by the upper triangular matrix of gamma**(j - t), with zeros between different episodes."""

import torch


def discounted_returns(rewards, gamma, done=None):
    if not 0 <= gamma <= 1:
        raise ValueError("gamma outside [0, 1]")
    if rewards.ndim not in (1, 2) or (done is not None and done.shape != rewards.shape):
        raise ValueError("shapes do not fit")
    T = rewards.shape[-1]
    t = torch.arange(T)
    distance = t[None, :] - t[:, None]
    weights = (gamma ** distance.clamp(min=0).to(rewards.dtype)) * (distance >= 0)
    if done is not None:
        episode = done.long().cumsum(-1) - done.long()
        weights = weights * (episode.unsqueeze(-1) == episode.unsqueeze(-2))
    return (weights * rewards.unsqueeze(-2)).sum(-1)
