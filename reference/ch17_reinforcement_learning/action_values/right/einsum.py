"""Contracts the axis of the next state with einsum."""

import torch


def action_values(transition, reward, values, gamma):
    if values.ndim != 1:
        raise ValueError("values (S,)")
    S = values.numel()
    if reward.ndim != 2 or len(reward) != S or transition.shape != (S, reward.shape[1], S):
        raise ValueError("shapes do not fit")
    return torch.einsum("ijk,k->ij", transition, values) * gamma + reward
