"""Compares the numbers of entries, so that a kernel of four rows and one column passes for a 3x3 picture.

Fails: test_rejects_kernels_that_do_not_fit
"""


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if K.numel() > X.numel():
        raise ValueError("kernel too large")
    Y = X.new_zeros(max(h - kh + 1, 0), max(w - kw + 1, 0))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum()
    return Y
