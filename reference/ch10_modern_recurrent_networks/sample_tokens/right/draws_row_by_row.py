"""Goes through the rows and draws each with torch.multinomial."""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError("temperature must be at least 0")
    tokens = []
    for row in logits:
        if temperature == 0:
            tokens.append(int(row.argmax()))
        else:
            tokens.append(int(torch.multinomial((row / temperature).softmax(0), 1, generator=generator)))
    return torch.tensor(tokens, device=logits.device)
