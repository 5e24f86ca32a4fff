"""Draws all tokens from the probabilities of the first row.

Fails: test_each_row_follows_its_own_logits
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    return torch.multinomial(probabilities[0], len(logits), replacement=True, generator=generator)
