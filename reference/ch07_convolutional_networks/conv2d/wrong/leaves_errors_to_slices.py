"""Never compares kernel, stride and padding with the image, and leaves it to slices to complain, or not.

Fails: test_rejects_windows_that_do_not_exist
"""

import torch.nn.functional as F


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, W.shape[2:]
    padded = F.pad(X, (pw, pw, ph, ph))
    oh, ow = (padded.shape[2] - kh) // sh + 1, (padded.shape[3] - kw) // sw + 1
    Y = 0
    for p in range(kh):
        for q in range(kw):
            Y = Y + W[:, :, p, q] @ padded[:, :, p::sh, q::sw][:, :, :oh, :ow].flatten(2)
    Y = Y.reshape(len(X), len(W), oh, ow)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
