"""Multiplies the logits by the temperature, so that low temperatures flatten instead of sharpening.

Fails: test_the_temperature_sharpens_or_flattens
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits * temperature, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
