"""Pads with zeros so that the result is as large as the picture; without padding it is smaller.

Fails: test_slides_the_kernel_over_a_small_picture
"""

import torch
import torch.nn.functional as F


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    kernel = K.to(X.dtype)
    padded = F.pad(X, (0, kw - 1, 0, kh - 1))
    rows = [[(padded[i : i + kh, j : j + kw] * kernel).sum() for j in range(w)] for i in range(h)]
    return torch.stack([torch.stack(row) for row in rows])
