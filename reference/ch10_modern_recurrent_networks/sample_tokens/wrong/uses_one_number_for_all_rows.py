"""Draws one uniform number and uses it for all rows; each row should draw for itself.

Fails: test_temperature_one_draws_from_the_softmax
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    number = torch.rand(1, generator=generator)
    return (probabilities.cumsum(dim=1) <= number).sum(dim=1).clamp(max=logits.shape[1] - 1)
