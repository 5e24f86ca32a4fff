"""Multiplies all windows with all kernels elementwise and sums."""


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.ndim != 4 or W.ndim != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W do not fit")
    if b is not None and b.shape != W.shape[:1]:
        raise ValueError("b does not fit")
    columns = im2col(X, W.shape[2:], padding, stride).unsqueeze(1)
    Y = (columns * W.reshape(1, len(W), -1, 1)).sum(2)
    if b is not None:
        Y = Y + b[:, None]
    return Y.reshape(len(X), len(W), (X.shape[2] + 2 * padding[0] - W.shape[2]) // stride[0] + 1, -1)
