"""Takes every channel as an image of its own and reduces the columns of im2col."""

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
    n, c, h, w = X.shape
    padded = F.pad(X, (pw, pw, ph, ph), value=-torch.inf if mode == "max" else 0.0)
    oh = (h + 2 * ph - kh) // sh + 1
    columns = im2col(padded.reshape(n * c, 1, h + 2 * ph, w + 2 * pw), (kh, kw), (0, 0), (sh, sw))
    pooled = columns.max(dim=1).values if mode == "max" else columns.mean(dim=1)
    return pooled.reshape(n, c, oh, -1)
