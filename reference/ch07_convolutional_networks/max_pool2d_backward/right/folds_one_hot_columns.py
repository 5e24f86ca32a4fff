"""Writes each gradient into the one-hot column of its winner and folds the columns back."""

import torch
import torch.nn.functional as F


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    columns = im2col(X.reshape(n * c, 1, h, w), (kh, kw), (0, 0), (sh, sw))
    onehot = torch.zeros_like(columns).scatter(1, columns.argmax(1, keepdim=True), 1.0)
    back = F.fold(onehot * grad_Y.reshape(n * c, 1, -1), (h, w), (kh, kw), stride=(sh, sw))
    return back.reshape(n, c, h, w)
