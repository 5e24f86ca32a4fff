"""Multiplies by broadcasting along the last axis and sums over it."""

import torch


def action_values(transition, reward, values, gamma):
    S = values.shape[0]
    if values.shape != (S,) or reward.shape[:1] != (S,) or reward.ndim != 2:
        raise ValueError("reward and values do not fit")
    if transition.shape != (S, reward.shape[1], S):
        raise ValueError("transition does not fit")
    future = (transition * values[None, None, :]).sum(dim=-1)
    return torch.add(reward, future, alpha=gamma)
