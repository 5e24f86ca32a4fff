"""Loops over the kernel entries, reading and adding to one strided slice of the padded image for each."""

import torch
import torch.nn.functional as F


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4:
        raise ValueError("X and W need four axes")
    n, c_in, h, w = X.shape
    c_out, channels, kh, kw = W.shape
    if c_in != channels:
        raise ValueError("numbers of input channels differ")
    (ph, pw), (sh, sw) = padding, stride
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    if grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError("grad_Y does not have the shape of the output")
    padded = F.pad(X, (pw, pw, ph, ph))
    grad_padded = torch.zeros_like(padded)
    grad_W = torch.zeros_like(W)
    for p in range(kh):
        for q in range(kw):
            rows = slice(p, p + (oh - 1) * sh + 1, sh)
            cols = slice(q, q + (ow - 1) * sw + 1, sw)
            grad_W[:, :, p, q] = torch.einsum("noij,ncij->oc", grad_Y, padded[:, :, rows, cols])
            grad_padded[:, :, rows, cols] += torch.einsum("noij,oc->ncij", grad_Y, W[:, :, p, q])
    grad_X = grad_padded[:, :, ph : ph + h, pw : pw + w]
    return grad_X, grad_W, grad_Y.sum(dim=(0, 2, 3))
