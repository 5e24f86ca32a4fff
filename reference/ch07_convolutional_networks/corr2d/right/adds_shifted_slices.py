"""Loops over the kernel's entries and adds shifted slices of the picture, each times its entry."""


def corr2d(X, K):
    if X.dim() != 2 or K.dim() != 2:
        raise ValueError("X and K must have two axes")
    oh, ow = X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1
    if oh <= 0 or ow <= 0:
        raise ValueError("the kernel is larger than the picture")
    Y = X.new_zeros(oh, ow)
    for a in range(K.shape[0]):
        for b in range(K.shape[1]):
            Y = Y + X[a : a + oh, b : b + ow] * K[a, b].to(X.dtype)
    return Y
