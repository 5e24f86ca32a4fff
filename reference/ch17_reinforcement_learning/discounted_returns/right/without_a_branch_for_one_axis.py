"""Turns one walk into a batch of one and recurses over columns."""

import torch


def discounted_returns(rewards, gamma, done=None):
    if gamma > 1 or gamma < 0:
        raise ValueError(gamma)
    if rewards.ndim == 1:
        done = done if done is None or done.ndim != 1 else done[None]
        return discounted_returns(rewards[None], gamma, done)[0]
    if rewards.ndim != 2:
        raise ValueError("rewards")
    carry = torch.full_like(rewards, gamma)
    if done is not None:
        if done.shape != rewards.shape:
            raise ValueError("done")
        carry = carry.masked_fill(done, 0)
    columns, carries = rewards.unbind(1), carry.unbind(1)
    out = [columns[-1]]
    for r, c in zip(columns[-2::-1], carries[-2::-1]):
        out.insert(0, r + c * out[0])
    return torch.stack(out, 1)
