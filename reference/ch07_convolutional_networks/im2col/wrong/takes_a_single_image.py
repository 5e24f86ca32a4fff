"""Takes a single image (c, h, w) for a batch of one instead of rejecting it, and hides that an axis is missing.

Fails: test_rejects_tensors_without_four_axes
"""

import torch.nn.functional as F


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("kernel and stride must be at least 1, padding at least 0")
    X = X.unsqueeze(0) if X.dim() == 3 else X
    padded = F.pad(X, (pw, pw, ph, ph))
    n, c, height, width = padded.shape
    if kh > height or kw > width:
        raise ValueError("the window is larger than the padded image")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    return windows.permute(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, -1)
