"""Divides the probabilities by the temperature, which normalising takes away again.

Fails: test_the_temperature_sharpens_or_flattens
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits, dim=1) / temperature
    probabilities = probabilities / probabilities.sum(dim=1, keepdim=True)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
