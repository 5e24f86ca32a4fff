"""Leaves it to einsum to complain about channels that do not fit; it broadcasts a single one without a word.

Fails: test_rejects_channels_that_do_not_match
"""

import torch
import torch.nn.functional as F


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4:
        raise ValueError("X and W need four axes")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, W.shape[2:]
    if min(sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("stride must be at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    if kh > padded.shape[2] or kw > padded.shape[3]:
        raise ValueError("the kernel is larger than the padded image")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    Y = torch.einsum("ncijpq,ocpq->noij", windows, W)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
