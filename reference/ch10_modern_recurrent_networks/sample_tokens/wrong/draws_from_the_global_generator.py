"""Leaves the generator out and draws from the state that all of torch shares.

Fails: test_takes_its_randomness_from_the_generator
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    return torch.multinomial(probabilities, 1).squeeze(1)
