"""Lays a six-axis view over the padded memory with as_strided."""

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
    padded = F.pad(X, (pw, pw, ph, ph), value=-torch.inf if mode == "max" else 0.0).contiguous()
    n, c, H, W = padded.shape
    a, b, r, s = padded.stride()
    view = padded.as_strided((n, c, (H - kh) // sh + 1, (W - kw) // sw + 1, kh, kw), (a, b, r * sh, s * sw, r, s))
    return view.flatten(4).max(4)[0] if mode == "max" else view.flatten(4).mean(4)
