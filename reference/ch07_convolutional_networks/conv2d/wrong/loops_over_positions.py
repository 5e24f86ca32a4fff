"""Does one small matrix product per output position, all images and channels together.

Fails: test_is_sixty_times_as_fast_as_a_loop
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
    height, width = padded.shape[2:]
    if kh > height or kw > width:
        raise ValueError("the kernel is larger than the padded image")
    rows = W.reshape(len(W), -1).T
    outputs = []
    for i in range(0, height - kh + 1, sh):
        for j in range(0, width - kw + 1, sw):
            outputs.append(padded[:, :, i : i + kh, j : j + kw].reshape(len(X), -1) @ rows)
    Y = torch.stack(outputs, 2).reshape(len(X), len(W), (height - kh) // sh + 1, -1)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
