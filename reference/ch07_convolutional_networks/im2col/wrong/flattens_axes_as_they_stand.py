"""Flattens the axes of the unfolded view as they stand, so that positions and kernel entries change places.

Fails: test_turns_a_convolution_into_a_matrix_product
"""

import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    height, width = padded.shape[2:]
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    return windows.flatten(4).flatten(1, 3)
