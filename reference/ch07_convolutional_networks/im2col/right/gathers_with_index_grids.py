"""Gathers all windows at once with grids of row and column indices that broadcast."""

import torch
from torch import Tensor


def im2col(
    X: Tensor, kernel_size: tuple[int, int], padding: tuple[int, int] = (0, 0), stride: tuple[int, int] = (1, 1)
) -> Tensor:
    if X.ndim != 4 or min(*kernel_size, *stride) < 1 or min(padding) < 0:
        raise ValueError("bad arguments")
    n, c, h, w = X.shape
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("window larger than the padded image")
    padded = X.new_zeros((n, c, h + 2 * ph, w + 2 * pw))
    padded[..., ph : h + ph, pw : w + pw] = X
    i = torch.arange(kh)[:, None, None, None] + sh * torch.arange(oh)[:, None]
    j = torch.arange(kw)[:, None, None] + sw * torch.arange(ow)
    return padded[:, :, i, j].reshape(n, c * kh * kw, oh * ow)
