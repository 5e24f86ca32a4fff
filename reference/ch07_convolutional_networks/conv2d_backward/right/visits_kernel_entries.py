"""Treats each kernel entry by itself, with strided slices of the padded image."""

import torch
import torch.nn.functional as F


def conv2d_backward(grad_Y, X, W, padding=(0, 0), stride=(1, 1)):
    (n, _, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    (ph, pw), (sh, sw) = padding, stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if X.shape[1] != W.shape[1] or grad_Y.shape != (n, c_out, oh, ow):
        raise ValueError("X and W, or grad_Y and the layer's output, do not fit")
    padded = F.pad(X, (pw, pw, ph, ph))
    grad_padded = torch.zeros_like(padded)
    grad_W = torch.zeros_like(W)
    for p in range(kh):
        for q in range(kw):
            met = (slice(None), slice(None), slice(p, p + sh * oh, sh), slice(q, q + sw * ow, sw))
            grad_W[:, :, p, q] = torch.einsum("noij,ncij->oc", grad_Y, padded[met])
            grad_padded[met] += torch.einsum("noij,oc->ncij", grad_Y, W[:, :, p, q])
    return grad_padded[:, :, ph : ph + h, pw : pw + w].clone(), grad_W, grad_Y.sum(dim=(0, 2, 3))
