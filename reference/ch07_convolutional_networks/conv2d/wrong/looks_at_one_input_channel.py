"""Looks at one input channel only, instead of summing over all of them.

Fails: test_adds_up_the_input_channels
"""

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
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)[:, :1]
    Y = (windows.unsqueeze(1) * W[None, :, :1, None, None]).sum((2, -2, -1))
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
