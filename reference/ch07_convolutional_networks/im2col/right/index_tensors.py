"""Gathers with broadcast tensors of row and column indices."""

import torch
import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    n, c, height, width = padded.shape
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    rows = torch.arange(0, height - kh + 1, sh)[None, :] + torch.arange(kh)[:, None]  # (kh, oh)
    columns = torch.arange(0, width - kw + 1, sw)[None, :] + torch.arange(kw)[:, None]  # (kw, ow)
    windows = padded[:, :, rows[:, None, :, None], columns[None, :, None, :]]  # (n, c, kh, kw, oh, ow)
    return windows.reshape(n, c * kh * kw, -1)
