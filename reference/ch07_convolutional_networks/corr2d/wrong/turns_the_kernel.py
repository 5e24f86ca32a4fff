"""Turns the kernel by 180 degrees, which is the mathematical convolution; the layer computes cross-correlation.

Fails: test_slides_the_kernel_over_a_small_picture
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    kernel = K.to(X.dtype).flip(0, 1)
    rows = [[(X[i : i + kh, j : j + kw] * kernel).sum() for j in range(w - kw + 1)] for i in range(h - kh + 1)]
    return torch.stack([torch.stack(row) for row in rows])
