"""Computes one output channel after the other in a Python loop, where one matrix product does all.

Fails: test_does_not_loop_over_images_channels_or_positions
"""

import torch


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    n, c_out = len(X), len(W)
    columns = im2col(X, tuple(W.shape[2:]), padding, stride)
    oh = (X.shape[2] + 2 * padding[0] - W.shape[2]) // stride[0] + 1
    Y = torch.stack([kernel.reshape(1, -1) @ columns for kernel in W], 1).reshape(n, c_out, oh, -1)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
