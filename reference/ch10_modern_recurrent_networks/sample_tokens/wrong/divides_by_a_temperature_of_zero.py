"""Divides by the temperature even if it is 0.

Fails: test_temperature_zero_takes_the_largest_logit
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    probabilities = torch.softmax(logits / temperature, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
