"""Stops at h - kh and w - kw, so that the last row and column of windows are missing.

Fails: test_slides_the_kernel_over_a_small_picture
"""


def corr2d(X, K):
    (h, w), (kh, kw) = X.shape, K.shape
    if kh > h or kw > w:
        raise ValueError("kernel too large")
    Y = X.new_zeros(h - kh, w - kw)
    for i in range(h - kh):
        for j in range(w - kw):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum()
    return Y
