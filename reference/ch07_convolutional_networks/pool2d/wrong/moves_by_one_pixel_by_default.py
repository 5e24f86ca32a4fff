"""Takes stride 1 when none is given, so that the windows overlap and the picture hardly shrinks.

Fails: test_output_has_the_promised_shape
"""

import torch
import torch.nn.functional as F


def pool2d(X, kernel_size, mode="max", stride=None, padding=(0, 0)):
    stride = (1, 1) if stride is None else stride
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    if X.dim() != 4 or mode not in ("max", "avg"):
        raise ValueError("X needs four axes; mode is max or avg")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError("bad kernel, stride or padding")
    if kh > X.shape[2] + 2 * ph or kw > X.shape[3] + 2 * pw:
        raise ValueError("the window does not fit")
    padded = F.pad(X, (pw, pw, ph, ph), value=-torch.inf if mode == "max" else 0.0)
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    return windows.amax((4, 5)) if mode == "max" else windows.mean((4, 5))
