"""Gives the caller's own b two more axes with unsqueeze_, so that it no longer fits the next call.

Fails: test_leaves_its_arguments_alone
"""


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    n, c_out = len(X), len(W)
    columns = im2col(X, tuple(W.shape[2:]), padding, stride)
    oh = (X.shape[2] + 2 * padding[0] - W.shape[2]) // stride[0] + 1
    Y = (W.reshape(c_out, -1) @ columns).reshape(n, c_out, oh, -1)
    return Y if b is None else Y + b.unsqueeze_(1).unsqueeze_(2)
