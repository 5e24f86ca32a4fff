"""Draws from the softmax of the logits, whatever the temperature.

Fails: test_the_temperature_sharpens_or_flattens
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
