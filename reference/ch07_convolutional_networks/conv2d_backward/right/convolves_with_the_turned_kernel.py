"""Spreads grad_Y by the stride and convolves it fully with the kernel turned by 180 degrees."""


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    (n, _, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    (ph, pw), (sh, sw) = padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if X.shape[1] != W.shape[1] or grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError("X and W, or grad_Y and the layer's output, do not fit")
    C = im2col(X, (kh, kw), padding, stride)
    G = grad_Y.flatten(2)
    grad_b = G.sum((0, 2))
    grad_W = (G @ C.transpose(1, 2)).sum(0).reshape(W.shape)
    spread = grad_Y.new_zeros(n, c_out, h + 2 * ph + kh - 1, w + 2 * pw + kw - 1)
    spread[:, :, kh - 1 : kh - 1 + sh * oh : sh, kw - 1 : kw - 1 + sw * ow : sw] = grad_Y
    grad_padded = conv2d(spread, W.flip(2, 3).transpose(0, 1))
    return grad_padded[:, :, ph : ph + h, pw : pw + w], grad_W, grad_b
