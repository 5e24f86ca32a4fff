"""Makes a generator of its own from the seed, so that each call draws the same tokens.

Fails: test_takes_its_randomness_from_the_generator
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    own = torch.Generator().manual_seed(generator.initial_seed())
    return torch.multinomial(probabilities, 1, generator=own).squeeze(1)
