"""Lets exponential clocks with the probabilities as rates run; the first to ring wins."""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("no negative temperatures")
    if temperature == 0:
        return torch.max(logits, 1)[1]
    rates = torch.exp(torch.log_softmax(logits / temperature, dim=1))
    return (torch.empty_like(rates).exponential_(generator=generator) / rates).argmin(dim=1)
