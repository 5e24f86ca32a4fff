"""Calls torch's convolution with kernels of one pixel instead of multiplying matrices.

Fails: test_mixes_the_channels_of_a_pixel
"""

import torch.nn.functional as F


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return F.conv2d(X, W[:, :, None, None])
