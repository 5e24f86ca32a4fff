"""Cuts the picture in two along each axis and joins the parts the other way round, in inference mode."""

from collections.abc import Callable

import torch
from torch import Tensor


def _move(images: Tensor, shift: tuple[int, int]) -> Tensor:
    for axis, by in ((2, shift[0]), (3, shift[1])):
        cut = (-by) % images.shape[axis]
        front, back = images.tensor_split([cut], dim=axis)
        images = torch.cat([back, front], dim=axis)
    return images


@torch.inference_mode()
def equivariance_error(
    f: Callable[[Tensor], Tensor], X: Tensor, shift: tuple[int, int], mode: str = "equivariant"
) -> float:
    if mode == "equivariant":
        result = f(X.clone())
        if result.dim() != 4 or result.shape[2:] != X.shape[2:]:
            raise ValueError("f(X) must be pictures of the same size")
        expected = _move(result, shift)
    elif mode == "invariant":
        expected = f(X.clone())
    else:
        raise ValueError(f"unknown mode {mode}")
    return torch.linalg.vector_norm(f(_move(X, shift)) - expected, ord=float("inf")).item()
