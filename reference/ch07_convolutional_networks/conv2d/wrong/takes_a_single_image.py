"""Takes a single image (c, h, w) for a batch of one instead of rejecting it, and hides that an axis is missing.

Fails: test_rejects_tensors_without_four_axes
"""


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    X = X.unsqueeze(0) if X.dim() == 3 else X
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    n, c_out = len(X), len(W)
    columns = im2col(X, tuple(W.shape[2:]), padding, stride)
    oh = (X.shape[2] + 2 * padding[0] - W.shape[2]) // stride[0] + 1
    Y = (W.reshape(c_out, -1) @ columns).reshape(n, c_out, oh, -1)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
