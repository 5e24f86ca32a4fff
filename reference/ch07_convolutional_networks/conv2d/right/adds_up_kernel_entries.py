"""Adds one shifted, strided slice per kernel entry, weighted by W[:, :, p, q]."""

import torch
import torch.nn.functional as F


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, W.shape[2:]
    if min(sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("stride must be at least 1, padding at least 0")
    padded = F.pad(X, (pw, pw, ph, ph))
    height, width = padded.shape[2:]
    if kh > height or kw > width:
        raise ValueError("the kernel is larger than the padded image")
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    Y = X.new_zeros(len(X), len(W), oh, ow)
    for p in range(kh):
        for q in range(kw):
            pixels = padded[:, :, p : p + sh * oh : sh, q : q + sw * ow : sw]
            Y = Y + torch.tensordot(pixels, W[:, :, p, q], dims=([1], [1])).permute(0, 3, 1, 2)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
