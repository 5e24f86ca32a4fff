"""Takes the largest of the logits plus Gumbel noise."""

import torch


def sample_tokens(logits, temperature, generator):
    if temperature < 0:
        raise ValueError(f"{temperature} < 0")
    uniform = torch.rand(logits.shape, generator=generator, dtype=torch.float64, device=logits.device)
    noise = -torch.log(-torch.log(uniform))
    return (logits.double() + temperature * noise).argmax(dim=-1) if temperature else logits.argmax(dim=-1)
