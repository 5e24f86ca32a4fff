"""Calls the library's convolution instead of writing the sum.

Fails: test_slides_the_kernel_over_a_small_picture
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    return torch.nn.functional.conv2d(X[None, None], K.to(X.dtype)[None, None])[0, 0]
