"""Treats a negative temperature like 0 instead of raising ValueError.

Fails: test_rejects_a_negative_temperature
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature <= 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
