"""Contracts the weights with shifted identity matrices and divides by the number of ones in them."""

import torch
from torch import Tensor


def _shifted(n: int, delta: int, like: Tensor) -> Tensor:
    """Return (2*delta+1, n, n): ones where column minus row is the offset."""
    place = torch.arange(n, device=like.device)
    offset = torch.arange(-delta, delta + 1, device=like.device)
    return (place[None, None, :] - place[None, :, None] == offset[:, None, None]).to(like.dtype)


def closest_local_kernel(weights: Tensor, delta: int) -> Tensor:
    if weights.dim() != 4 or weights.size(0) != weights.size(2) or weights.size(1) != weights.size(3):
        raise ValueError("form")
    h, w = weights.shape[:2]
    if delta not in range(min(h, w)):
        raise ValueError("delta")
    vertical, horizontal = _shifted(h, delta, weights), _shifted(w, delta, weights)
    total = torch.einsum("aik,bjl,ijkl->ab", vertical, horizontal, weights)
    return total / (vertical.sum((1, 2))[:, None] * horizontal.sum((1, 2))[None, :])
