"""Collects the running maximum in a view of the caller's own X, which is different afterwards.

Fails: test_leaves_x_alone
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
    oh, ow = (X.shape[2] + 2 * ph - kh) // sh + 1, (X.shape[3] + 2 * pw - kw) // sw + 1
    padded = X if ph == pw == 0 else F.pad(X, (pw, pw, ph, ph), value=-torch.inf if mode == "max" else 0.0)
    parts = [padded[:, :, a : a + sh * oh : sh, b : b + sw * ow : sw] for a in range(kh) for b in range(kw)]
    for part in parts[1:]:
        if mode == "max":
            torch.maximum(parts[0], part.clone(), out=parts[0])
        else:
            parts[0].add_(part.clone())
    return parts[0] if mode == "max" else parts[0] / (kh * kw)
