"""Lets output channel o read input channel o alone (modulo their number) instead of summing over all of them.

Fails: test_adds_up_the_input_channels
"""

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
    if kh > padded.shape[2] or kw > padded.shape[3]:
        raise ValueError("the kernel is larger than the padded image")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    partner = torch.arange(len(W)) % W.shape[1]
    Y = torch.einsum("noijpq,opq->noij", windows[:, partner], W[torch.arange(len(W)), partner])
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
