"""Clips logits to ±20 to keep exp small, which makes impossible tokens possible and large logits equal.

Fails: test_impossible_tokens_are_never_drawn
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits.clamp(-20, 20) / temperature, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
