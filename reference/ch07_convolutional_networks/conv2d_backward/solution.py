import torch
from torch import Tensor


def conv2d_backward(
    grad_Y: Tensor,
    X: Tensor,
    W: Tensor,
    padding: tuple[int, int] = (0, 0),
    stride: tuple[int, int] = (1, 1),
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the derivatives for X, W and b of a scalar whose derivative for Y = conv2d(X, W, b) is grad_Y.

    grad_Y: (n, c_out, oh, ow); X: (n, c_in, h, w); W: (c_out, c_in, kh, kw). Returns (grad_X, grad_W, grad_b) of
    the shapes of X, W and (c_out,), without autograd.
    Raises ValueError for an X or W without four axes, different numbers of input channels in X and W, and a grad_Y
    that does not have the shape of the layer's output.
    """
    ### BEGIN SOLUTION
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError(f"X {tuple(X.shape)} and W {tuple(W.shape)} need four axes and the same input channels")
    (n, c_in, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    (ph, pw), (sh, sw) = padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError(f"grad_Y must have shape {(n, c_out, oh, ow)}, not {tuple(grad_Y.shape)}")
    K, C, G = W.reshape(c_out, -1), im2col(X, (kh, kw), padding, stride), grad_Y.flatten(2)  # Y_m = K C_m + b
    grad_W, grad_b = (G @ C.mT).sum(0).reshape(W.shape), G.sum((0, 2))
    grad_C = (K.T @ G).reshape(n, c_in, kh, kw, oh, ow)
    grad_padded = torch.nn.functional.pad(torch.zeros_like(X), (pw, pw, ph, ph))
    for p in range(kh):
        for q in range(kw):
            grad_padded[:, :, p : p + sh * oh : sh, q : q + sw * ow : sw] += grad_C[:, :, p, q]
    return grad_padded[:, :, ph : ph + h, pw : pw + w], grad_W, grad_b
    ### END SOLUTION
