"""Conditions the whole vector on one entry after the other, by rank-one updates."""

import torch


def condition_gaussian(mean, cov, observed, values):
    n = mean.shape[0] if mean.dim() == 1 else -1
    if n < 0 or cov.shape != (n, n) or observed.dim() != 1 or values.shape != observed.shape:
        raise ValueError("shapes do not fit")
    left = list(range(n))
    for i, value in zip(observed.tolist(), values):
        if i not in left:
            raise ValueError(f"index {i} is out of range or was seen before")
        place = left.index(i)
        keep = [j for j in range(len(left)) if j != place]
        column = cov[keep, place]
        gain = column / cov[place, place]
        mean = mean[keep] + gain * (value - mean[place])
        cov = cov[keep][:, keep] - torch.outer(gain, column)
        left.remove(i)
    return mean * 1, cov * 1
