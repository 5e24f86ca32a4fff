"""Takes powers of the softmax, which underflow for small temperatures until nothing is left of a row.

Fails: test_equal_logits_stay_equally_likely_in_the_cold
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    weights = torch.softmax(logits, dim=1) ** (1 / temperature)
    probabilities = weights / weights.sum(dim=1, keepdim=True)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
