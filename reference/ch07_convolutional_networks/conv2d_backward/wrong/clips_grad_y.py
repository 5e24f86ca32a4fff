"""Clips the incoming derivatives to -1..1, which is up to the training loop and no part of a backward pass.

Fails: test_is_linear_in_grad_y
"""


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    (n, c_in, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    (ph, pw), (sh, sw) = padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if X.shape[1] != W.shape[1] or grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError("X and W, or grad_Y and the layer's output, do not fit")
    C = im2col(X, (kh, kw), padding, stride)
    G = grad_Y.clamp(-1, 1).flatten(2)
    grad_b = G.sum((0, 2))
    grad_W = (G @ C.transpose(1, 2)).sum(0).reshape(W.shape)
    grad_C = (W.reshape(c_out, -1).T @ G).reshape(n, c_in, kh, kw, oh, ow)
    grad_padded = X.new_zeros(n, c_in, h + 2 * ph, w + 2 * pw)
    for p in range(kh):
        for q in range(kw):
            grad_padded[:, :, p : p + sh * oh : sh, q : q + sw * ow : sw] += grad_C[:, :, p, q]
    return grad_padded[:, :, ph : ph + h, pw : pw + w], grad_W, grad_b
