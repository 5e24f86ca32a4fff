"""Calls torch's own convolution instead of writing it.

Fails: test_adds_up_the_input_channels
"""

import torch.nn.functional as F


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    return F.conv2d(X, W, b, stride, padding)
