"""Picks entries with one-hot rows and writes the loss with torch.where."""

import torch
from torch.nn import functional as F


def dqn_loss(q_values, actions, rewards, next_q_values, terminated, gamma, next_q_online=None):
    N, A = q_values.shape
    for x in (actions, rewards, terminated):
        if x.shape != (N,):
            raise ValueError("one entry per transition is needed")
    for x in (next_q_values, next_q_online):
        if x is not None and x.shape != (N, A):
            raise ValueError("next values need the shape of q_values")
    taken = (q_values * F.one_hot(actions, A)).sum(1)
    with torch.no_grad():
        chooser = next_q_values if next_q_online is None else next_q_online
        best = (next_q_values * F.one_hot(chooser.argmax(1), A)).sum(1)
        target = torch.where(terminated, rewards, rewards + gamma * best)
    d = (taken - target).abs()
    return torch.where(d <= 1, d**2 / 2, d - 0.5).mean()
