"""Spreads the gradient evenly over the window, as average pooling does.

Fails: test_gives_each_gradient_to_the_winner
"""

import torch.nn.functional as F


def max_pool2d_backward(grad_Y, X, kernel_size, stride):
    (kh, kw), (sh, sw) = kernel_size, stride
    n, c, h, w = X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError("grad_Y does not fit")
    columns = (grad_Y / (kh * kw)).reshape(n, c, 1, -1).expand(n, c, kh * kw, oh * ow)
    return F.fold(columns.reshape(n, c * kh * kw, -1), (h, w), (kh, kw), stride=(sh, sw))
