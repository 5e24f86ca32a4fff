"""Multiplies tensors of different dtypes, so that a float64 kernel makes a float64 result of a float32 picture.

Fails: test_has_the_dtype_of_the_picture
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    rows = [[(X[i : i + kh, j : j + kw] * K).sum() for j in range(w - kw + 1)] for i in range(h - kh + 1)]
    return torch.stack([torch.stack(row) for row in rows])
