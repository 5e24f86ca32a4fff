"""Seeds the generator that all of torch shares, which changes what others draw.

Fails: test_takes_its_randomness_from_the_generator
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    torch.manual_seed(int(torch.randint(2**31, (1,), generator=generator)))
    return torch.multinomial(probabilities, 1).squeeze(1)
