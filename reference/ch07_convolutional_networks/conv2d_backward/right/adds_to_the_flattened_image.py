"""Adds all contributions to the flattened padded image with index_add_, under no_grad."""

import torch


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    (n, c_in, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    (ph, pw), (sh, sw) = padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if X.shape[1] != W.shape[1] or grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError("X and W, or grad_Y and the layer's output, do not fit")
    with torch.no_grad():
        C = im2col(X, (kh, kw), padding, stride)
        G = grad_Y.flatten(2)
        grad_b = G.sum((0, 2))
        grad_W = (G @ C.transpose(1, 2)).sum(0).reshape(W.shape)
        grad_C = W.reshape(c_out, -1).T @ G
        height, width = h + 2 * ph, w + 2 * pw
        places = torch.arange(float(height * width), dtype=torch.float64).reshape(1, 1, height, width)
        places = im2col(places, (kh, kw), (0, 0), stride).long().flatten()
        grad_padded = X.new_zeros(n, c_in, height * width)
        grad_padded.index_add_(2, places, grad_C.reshape(n, c_in, -1))
        grad_padded = grad_padded.reshape(n, c_in, height, width)
    return grad_padded[:, :, ph : ph + h, pw : pw + w], grad_W, grad_b
