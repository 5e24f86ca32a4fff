"""Replaces temperature 0 by a tiny one, so that close logits are still drawn at random.

Fails: test_temperature_zero_sees_the_smallest_difference
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    temperature = max(temperature, 1e-8)
    probabilities = torch.softmax(logits / temperature, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
