"""Reshapes without exchanging axes, so that the pixels of one image end up in several tiles.

Fails: test_without_padding_tiles_touch
"""

import torch
import torch.nn.functional as F


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    ncols = -(-n // nrows)
    tiles = torch.cat([images, images.new_full((nrows * ncols - n, c, h, w), fill)])
    tiles = F.pad(tiles, (0, pad, 0, pad), value=fill)
    picture = tiles.reshape(c, nrows * (h + pad), ncols * (w + pad))
    return picture[:, : nrows * (h + pad) - pad, : ncols * (w + pad) - pad]
