"""Takes the columns of im2col and strikes out padded places by a mask, the columns of a picture of ones."""

import torch


def pool2d(X, kernel_size, mode="max", stride=None, padding=(0, 0)):
    if mode not in {"max", "avg"} or X.ndim != 4:
        raise ValueError("mode or axes")
    stride = kernel_size if stride is None else stride
    if 2 * padding[0] > kernel_size[0] or 2 * padding[1] > kernel_size[1] or min(padding) < 0:
        raise ValueError("padding")
    n, c, h, w = X.shape
    k = kernel_size[0] * kernel_size[1]
    columns = im2col(X, kernel_size, padding, stride)
    oh = (h + 2 * padding[0] - kernel_size[0]) // stride[0] + 1
    ow = (w + 2 * padding[1] - kernel_size[1]) // stride[1] + 1
    columns = columns.reshape(n, c, k, oh, ow)
    if mode == "avg":
        return columns.mean(2)
    real = im2col(X.new_ones(1, 1, h, w), kernel_size, padding, stride).reshape(1, 1, k, oh, ow) == 1
    return columns.masked_fill(~real, -torch.inf).max(2).values
