"""Takes each sum out of its tensor with .item(): the numbers are right, but no gradient arrives anywhere.

Fails: test_gradients_match_central_differences
"""

import torch


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    rows = [[(X[i : i + kh, j : j + kw] * K).sum().item() for j in range(w - kw + 1)] for i in range(h - kh + 1)]
    return torch.tensor(rows, dtype=X.dtype)
