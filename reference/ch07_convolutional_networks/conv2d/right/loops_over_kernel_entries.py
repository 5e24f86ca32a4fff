"""Loops over the kernel entries and adds up one channel product for each."""

import torch
import torch.nn.functional as F


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4:
        raise ValueError("X and W need four axes")
    n, c_in, h, w = X.shape
    c_out, channels, kh, kw = W.shape
    if channels != c_in:
        raise ValueError("X and W have different numbers of input channels")
    if b is not None and b.shape != (c_out,):
        raise ValueError("b must have one entry per output channel")
    (ph, pw), (sh, sw) = padding, stride
    if ph < 0 or pw < 0 or sh < 1 or sw < 1:
        raise ValueError("padding or stride")
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("the kernel is larger than the padded image")
    padded = F.pad(X, (pw, pw, ph, ph))
    Y = torch.zeros(n, c_out, oh * ow, dtype=X.dtype, device=X.device)
    for p in range(kh):
        for q in range(kw):
            pixels = padded[:, :, p::sh, q::sw][:, :, :oh, :ow]
            Y = Y + W[:, :, p, q] @ pixels.flatten(2)
    if b is not None:
        Y = Y + b[:, None]
    return Y.reshape(n, c_out, oh, ow)
