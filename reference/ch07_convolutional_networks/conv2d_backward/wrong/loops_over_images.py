"""Handles one image after the other in a Python loop.

Fails: test_does_not_loop_over_images_or_positions
"""

import torch


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    (n, c_in, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    (ph, pw), (sh, sw) = padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if X.shape[1] != W.shape[1] or grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError("X and W, or grad_Y and the layer's output, do not fit")
    K = W.reshape(c_out, -1)
    grad_W, grad_X = 0, []
    for G, image in zip(grad_Y.flatten(2), X):
        grad_W = grad_W + G @ im2col(image[None], (kh, kw), padding, stride)[0].T
        grad_C = (K.T @ G).reshape(c_in, kh, kw, oh, ow)
        padded = X.new_zeros(c_in, h + 2 * ph, w + 2 * pw)
        for p in range(kh):
            for q in range(kw):
                padded[:, p : p + sh * oh : sh, q : q + sw * ow : sw] += grad_C[:, p, q]
        grad_X.append(padded[:, ph : ph + h, pw : pw + w])
    return torch.stack(grad_X), grad_W.reshape(W.shape), grad_Y.sum((0, 2, 3))
