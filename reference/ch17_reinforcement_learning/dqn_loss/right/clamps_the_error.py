"""Writes the loss as c (|d| - c / 2) with c the error cut off at 1."""

import torch


def dqn_loss(q_values, actions, rewards, next_q_values, terminated, gamma, next_q_online=None):
    N, A = q_values.shape
    for x in (actions, rewards, terminated):
        if x.shape != (N,):
            raise ValueError("one entry per transition is needed")
    for x in (next_q_values, next_q_online):
        if x is not None and x.shape != (N, A):
            raise ValueError("next values need the shape of q_values")
    i = torch.arange(N)
    with torch.no_grad():
        columns = (next_q_values if next_q_online is None else next_q_online).max(1).indices
        target = rewards.clone()
        target[~terminated] += gamma * next_q_values[i, columns][~terminated]
    d = (q_values[i, actions] - target).abs()
    c = d.clamp(max=1)
    return (c * (d - c / 2)).sum() / N
