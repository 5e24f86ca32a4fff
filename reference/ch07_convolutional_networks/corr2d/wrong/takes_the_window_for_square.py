"""Cuts windows of kh rows and kh columns, which only fits square kernels.

Fails: test_agrees_with_the_library
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    kernel = K.to(X.dtype)
    rows = [[(X[i : i + kh, j : j + kh] * kernel).sum() for j in range(w - kw + 1)] for i in range(h - kh + 1)]
    return torch.stack([torch.stack(row) for row in rows])
