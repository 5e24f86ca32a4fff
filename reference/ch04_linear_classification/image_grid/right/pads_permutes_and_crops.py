"""Pads every tile on two sides, exchanges axes, reshapes and crops the outer padding."""

import torch
import torch.nn.functional as F


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or images.shape[0] < 1 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    ncols = (n + nrows - 1) // nrows
    missing = torch.full((nrows * ncols - n, c, h, w), fill, dtype=images.dtype, device=images.device)
    tiles = F.pad(torch.cat([images, missing]), (0, pad, 0, pad), value=fill)
    tiles = tiles.reshape(nrows, ncols, c, h + pad, w + pad).permute(2, 0, 3, 1, 4)
    picture = tiles.reshape(c, nrows * (h + pad), ncols * (w + pad))
    return picture[:, : picture.shape[1] - pad, : picture.shape[2] - pad]
