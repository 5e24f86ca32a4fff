"""Gathers all windows with index tensors and takes topk or a sum."""

import torch
import torch.nn.functional as F


def pool2d(X, kernel_size, mode="max", stride=None, padding=(0, 0)):
    stride = kernel_size if stride is None else stride
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    if X.dim() != 4 or mode not in ("max", "avg"):
        raise ValueError("X needs four axes; mode is max or avg")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("bad kernel, stride or padding")
    if kh > X.shape[2] + 2 * ph or kw > X.shape[3] + 2 * pw:
        raise ValueError("the window does not fit")
    padded = F.pad(X, (pw, pw, ph, ph), value=-torch.inf if mode == "max" else 0.0)
    rows = torch.arange(0, padded.shape[2] - kh + 1, sh)[:, None] + torch.arange(kh)
    columns = torch.arange(0, padded.shape[3] - kw + 1, sw)[:, None] + torch.arange(kw)
    windows = padded[:, :, rows[:, None, :, None], columns[None, :, None, :]].flatten(4)
    return windows.topk(1, dim=4).values[..., 0] if mode == "max" else windows.sum(4) / (kh * kw)
