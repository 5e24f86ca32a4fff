"""Joins tiles and gaps to rows, and rows and gaps to the picture, with cat."""

import math

import torch
from torch import Tensor


def image_grid(images: Tensor, nrows: int, pad: int = 1, fill: float = 0.0) -> Tensor:
    if images.ndim != 4 or images.numel() == 0:
        raise ValueError("images")
    if nrows < 1 or pad < 0:
        raise ValueError("nrows or pad")

    def join(pieces, dim):
        shape = list(pieces[0].shape)
        shape[dim] = pad
        gap = pieces[0].new_full(shape, fill)
        joined = [pieces[0]]
        for piece in pieces[1:]:
            joined += [gap, piece]
        return torch.cat(joined, dim)

    ncols = math.ceil(len(images) / nrows)
    tiles = list(images) + [torch.full_like(images[0], fill)] * (nrows * ncols - len(images))
    return join([join(tiles[r * ncols : (r + 1) * ncols], 2) for r in range(nrows)], 1)
