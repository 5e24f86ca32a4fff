"""Leaves it to the views to complain about a window that does not fit, which they do by RuntimeError.

Fails: test_rejects_a_window_larger_than_the_padded_image
"""

import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    n, c, oh, ow, _, _ = windows.shape
    return windows.permute(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, oh * ow)
