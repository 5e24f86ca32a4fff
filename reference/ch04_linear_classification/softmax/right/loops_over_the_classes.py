"""Loops over the classes and adds up exponentials."""

import torch
from torch import Tensor


def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    entries = logits.unbind(dim)
    largest = entries[0]
    for entry in entries[1:]:
        largest = torch.maximum(largest, entry)
    exponentials = []
    total = torch.zeros_like(largest)
    for entry in entries:
        exponentials.append(torch.exp(entry - largest))
        total = total + exponentials[-1]
    probabilities = []
    for exponential in exponentials:
        probabilities.append(exponential / total)
    return torch.stack(probabilities, dim)
