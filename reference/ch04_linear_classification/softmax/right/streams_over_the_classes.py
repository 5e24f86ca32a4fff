"""Folds a running maximum and a rescaled running sum over the classes, as streaming attention does."""

from functools import reduce

import torch
from torch import Tensor


def _absorb(state: tuple[Tensor, Tensor], entry: Tensor) -> tuple[Tensor, Tensor]:
    top, total = state
    new_top = torch.maximum(top, entry)
    return new_top, total * torch.exp(top - new_top) + torch.exp(entry - new_top)


class _Softmax:
    def __init__(self, dim: int):
        self.dim = dim

    def __call__(self, logits: Tensor) -> Tensor:
        entries = logits.movedim(self.dim, 0)
        lowest = torch.full_like(entries[0], torch.finfo(logits.dtype).min)
        top, total = reduce(_absorb, entries, (lowest, torch.zeros_like(lowest)))
        return (torch.exp(entries - top) / total).movedim(0, self.dim)


def softmax(logits, dim=-1):
    return _Softmax(dim)(logits)
