"""Visits the output positions one by one in Python; all windows can be reduced at once.

Fails: test_does_not_loop_over_windows
"""

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
    oh, ow = (padded.shape[2] - kh) // sh + 1, (padded.shape[3] - kw) // sw + 1
    cells = []
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            cells.append(window.amax((2, 3)) if mode == "max" else window.mean((2, 3)))
    return torch.stack(cells, 2).reshape(*X.shape[:2], oh, ow)
