"""Writes into torch.zeros, which is float32 whatever X is: float64 pictures silently lose half their digits.

Fails: test_has_the_dtype_of_the_picture
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    Y = torch.zeros(h - kh + 1, w - kw + 1)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum()
    return Y
