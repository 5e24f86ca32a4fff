import torch
from torch import Tensor


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Cross-correlate a picture with a kernel, without padding, at stride 1.

    X: (h, w), K: (kh, kw), floating. Returns (h-kh+1, w-kw+1) in the dtype of X.
    Raises ValueError unless both have two axes and K fits into X.
    """
    ### BEGIN SOLUTION
    (h, w), (kh, kw) = X.shape, K.shape  # a ValueError by itself for other than two axes
    if kh > h or kw > w:
        raise ValueError(f"a {kh}x{kw} kernel does not fit into a {h}x{w} picture")
    kernel = K.to(X.dtype)
    rows = []
    for i in range(h - kh + 1):
        row = [(X[i : i + kh, j : j + kw] * kernel).sum() for j in range(w - kw + 1)]
        rows.append(torch.stack(row))
    return torch.stack(rows)
    ### END SOLUTION
