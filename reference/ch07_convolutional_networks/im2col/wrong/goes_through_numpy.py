"""Lets NumPy cut out the windows, so that no gradient finds the way back to X.

Fails: test_gradients_match_central_differences
"""

import numpy as np
import torch


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4 or min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("X needs four axes, kernel and stride at least 1, padding at least 0")
    padded = np.pad(X.detach().numpy(), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    n, c, height, width = padded.shape
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    return torch.from_numpy(windows.transpose(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, -1))
