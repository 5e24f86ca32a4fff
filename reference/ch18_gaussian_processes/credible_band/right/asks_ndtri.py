"""Takes the quantile from torch.special.ndtri in float64."""

import torch


def credible_band(mean, variance, noise=None, level=0.95):
    if level <= 0 or level >= 1:
        raise ValueError("level")
    if mean.shape != variance.shape or torch.any(variance < 0):
        raise ValueError("variance")
    total = variance if noise is None else variance + noise * noise
    z = torch.special.ndtri(torch.tensor((1 + level) / 2, dtype=torch.float64)).to(mean.dtype)
    half = z * torch.sqrt(total)
    return mean - half, mean + half
