"""Flattens the kernels with the channel last, while the columns list the channel first.

Fails: test_agrees_with_the_library_without_padding
"""


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    n, c_out = len(X), len(W)
    columns = im2col(X, tuple(W.shape[2:]), padding, stride)
    oh = (X.shape[2] + 2 * padding[0] - W.shape[2]) // stride[0] + 1
    rows = W.permute(0, 2, 3, 1).reshape(c_out, -1)
    Y = (rows @ columns).reshape(n, c_out, oh, -1)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
