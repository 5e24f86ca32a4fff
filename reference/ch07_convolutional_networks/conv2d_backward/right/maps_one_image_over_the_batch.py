"""Treats one image and maps that over the batch with torch.vmap, as a named tuple."""

from collections import namedtuple

import torch

Gradients = namedtuple("Gradients", "grad_X grad_W grad_b")


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    if X.ndim != 4 or W.ndim != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W do not fit")
    (h, w), (kh, kw) = X.shape[2:], W.shape[2:]
    oh, ow = (h + 2 * padding[0] - kh) // stride[0] + 1, (w + 2 * padding[1] - kw) // stride[1] + 1
    if grad_Y.shape != (X.shape[0], W.shape[0], oh, ow):
        raise ValueError("grad_Y does not fit")
    numbers = torch.arange(1.0, h * w + 1, dtype=torch.float64).reshape(1, 1, h, w)
    which = im2col(numbers, (kh, kw), padding, stride)[0].long()  # 0 is the border
    spread = torch.nn.functional.one_hot(which, h * w + 1)[..., 1:].to(X.dtype)

    def one_image(G, C):
        columns = W.flatten(1).T @ G.flatten(1)
        picture = torch.einsum("ckl,klp->cp", columns.unflatten(0, (-1, kh * kw)), spread)
        return picture.reshape(-1, h, w), G.flatten(1) @ C.T

    grad_X, grad_K = torch.vmap(one_image)(grad_Y, im2col(X, (kh, kw), padding, stride))
    return Gradients(grad_X, grad_K.sum(0).reshape(W.shape), grad_Y.sum((0, 2, 3)))
