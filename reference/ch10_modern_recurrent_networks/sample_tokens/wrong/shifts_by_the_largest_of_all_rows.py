"""Subtracts the largest logit of the whole batch, so that rows with small logits underflow to zero.

Fails: test_large_logits_and_small_temperatures_work
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    weights = torch.exp((logits - logits.max()) / temperature)
    probabilities = weights / weights.sum(dim=1, keepdim=True)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
