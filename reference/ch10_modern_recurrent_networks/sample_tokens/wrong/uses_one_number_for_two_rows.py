"""Draws one random number for each pair of rows, so that neighbours are not independent.

Fails: test_rows_are_drawn_independently
"""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("the temperature is negative")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    numbers = torch.rand(len(logits) // 2 + 1, 1, dtype=torch.float64, generator=generator).repeat_interleave(
        2, dim=0
    )
    ends = probabilities.double().cumsum(dim=1)
    return (ends <= numbers[: len(logits)] * ends[:, -1:]).sum(dim=1)
