"""Writes the sum of each window into a tensor of zeros made from X."""


def corr2d(X, K):
    if X.ndim != 2 or K.ndim != 2:
        raise ValueError("corr2d takes matrices")
    h, w = K.shape
    Y_shape = (X.shape[0] - h + 1, X.shape[1] - w + 1)
    if min(Y_shape) < 1:
        raise ValueError("the kernel does not fit")
    Y = X.new_zeros(Y_shape)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y
