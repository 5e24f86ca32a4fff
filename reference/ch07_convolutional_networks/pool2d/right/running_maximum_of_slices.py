"""Goes over the kernel entries with a running maximum or sum of shifted slices."""

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
    H, W = X.shape[2] + 2 * ph, X.shape[3] + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
    padded = F.pad(X, (pw, pw, ph, ph), value=float("-inf") if mode == "max" else 0.0)
    result = None
    for a in range(kh):
        for b in range(kw):
            piece = padded[:, :, a : a + sh * oh : sh, b : b + sw * ow : sw]
            if result is None:
                result = piece
            else:
                result = torch.maximum(result, piece) if mode == "max" else result + piece
    return result.clone() if mode == "max" else result / (kh * kw)
