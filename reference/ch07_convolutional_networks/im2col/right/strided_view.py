"""Lays the six axes over the padded memory with as_strided."""

import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    n, c, height, width = padded.shape
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    padded = padded.contiguous()
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    image, channel, row, column = padded.stride()
    windows = padded.as_strided((n, c, kh, kw, oh, ow), (image, channel, row, column, sh * row, sw * column))
    return windows.reshape(n, c * kh * kw, oh * ow)
