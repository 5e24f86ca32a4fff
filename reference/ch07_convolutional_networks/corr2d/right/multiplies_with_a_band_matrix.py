"""Multiplies each row of windows with a banded matrix built from one row of the kernel."""

import torch


def _band(row, width):
    """Return (width, width - k + 1): column j holds the row of the kernel, j places down."""
    columns = width - len(row) + 1
    return torch.stack(
        [torch.cat([row.new_zeros(j), row, row.new_zeros(columns - 1 - j)]) for j in range(columns)], 1
    )


def corr2d(X, K):
    if X.dim() != 2 or K.dim() != 2 or K.size(0) > X.size(0) or K.size(1) > X.size(1):
        raise ValueError("shapes")
    oh = X.size(0) - K.size(0) + 1
    bands = [_band(row, X.size(1)) for row in K.to(X)]
    return sum(X[a : a + oh] @ band for a, band in enumerate(bands))
