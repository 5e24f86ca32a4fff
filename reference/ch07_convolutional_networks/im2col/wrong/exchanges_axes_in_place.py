"""Moves the channels of the caller's own images to the front with transpose_, and leaves them there.

Fails: test_leaves_the_images_alone
"""

import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = F.pad(X.transpose_(0, 1), (pw, pw, ph, ph))
    c, n, height, width = padded.shape
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    return windows.permute(1, 0, 4, 5, 2, 3).reshape(n, c * kh * kw, -1)
