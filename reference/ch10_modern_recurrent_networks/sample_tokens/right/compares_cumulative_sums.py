"""Compares uniform numbers with cumulative sums of the probabilities."""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("temperature below 0")
    if temperature == 0:
        return logits.max(dim=1).indices
    shifted = (logits - logits.max(dim=1, keepdim=True).values).double() / temperature
    ends = shifted.exp().cumsum(dim=1)
    numbers = torch.rand(len(logits), 1, generator=generator, dtype=torch.float64, device=logits.device)
    return torch.searchsorted(ends, numbers * ends[:, -1:], right=True).squeeze(1)
