"""Writes log(1 + exp(z)) as max(z, 0) + log1p(exp(-|z|)), with torch.maximum."""

import torch


def binary_cross_entropy_from_logits(logits, targets):
    if logits.size() != targets.size() or logits.numel() == 0 or not targets.dtype.is_floating_point:
        raise ValueError("shapes or dtype")
    if targets.isnan().any() or targets.min() < 0 or targets.max() > 1:
        raise ValueError("targets outside [0, 1]")
    targets = targets.to(logits.dtype)
    larger = torch.maximum(logits, torch.zeros_like(logits))
    return torch.mean(larger - targets * logits + torch.log1p(torch.exp(-logits.abs())))
