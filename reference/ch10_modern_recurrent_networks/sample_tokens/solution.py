import torch
from torch import Tensor


def sample_tokens(logits: Tensor, temperature: float, generator: torch.Generator) -> Tensor:
    """Draw a token for each row of logits (n, V) from softmax(logits / temperature).

    Returns int64 (n,); temperature 0 takes the largest logits. Raises ValueError for a negative temperature.
    """
    ### BEGIN SOLUTION
    if temperature < 0:
        raise ValueError(f"the temperature must not be negative, but is {temperature}")
    if temperature == 0:
        return logits.argmax(dim=1)
    probabilities = torch.softmax(logits / temperature, dim=1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)
    ### END SOLUTION
