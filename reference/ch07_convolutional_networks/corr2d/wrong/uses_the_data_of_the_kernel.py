"""Multiplies with K.data, which autograd does not follow: a layer with this function could not learn its kernel.

Fails: test_gradients_match_central_differences
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    kernel = K.data.to(X.dtype)
    rows = [[(X[i : i + kh, j : j + kw] * kernel).sum() for j in range(w - kw + 1)] for i in range(h - kh + 1)]
    return torch.stack([torch.stack(row) for row in rows])
