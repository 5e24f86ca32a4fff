"""Multiplies each window in place, so that the picture is changed and later windows see products.

Fails: test_leaves_its_arguments_alone
"""


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    Y = X.new_zeros(h - kh + 1, w - kw + 1)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            window = X[i : i + kh, j : j + kw]
            window *= K
            Y[i, j] = window.sum()
    return Y
