"""Adds a small constant to all probabilities, so that impossible tokens are drawn now and then.

Fails: test_impossible_tokens_are_never_drawn
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1) + 0.01
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
