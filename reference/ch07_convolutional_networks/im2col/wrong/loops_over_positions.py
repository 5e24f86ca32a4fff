"""Cuts out one window after the other in a Python loop.

Fails: test_does_not_loop_over_windows
"""

import torch
import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    n, _, height, width = padded.shape
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    windows = []
    for i in range(0, height - kh + 1, sh):
        for j in range(0, width - kw + 1, sw):
            windows.append(padded[:, :, i : i + kh, j : j + kw].reshape(n, -1))
    return torch.stack(windows, 2)
