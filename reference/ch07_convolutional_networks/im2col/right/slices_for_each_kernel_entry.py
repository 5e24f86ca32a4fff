"""Loops over the kernel entries and takes one strided slice of the padded image for each."""

import torch


def im2col(X, kernel_size, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4:
        raise ValueError("X must have four axes")
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if kh < 1 or kw < 1 or sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("kernel and stride must be positive, padding not negative")
    n, c, h, w = X.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the window does not fit")
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    padded = torch.zeros(n, c, h + 2 * ph, w + 2 * pw, dtype=X.dtype, device=X.device)
    padded[:, :, ph : ph + h, pw : pw + w] = X
    rows = []
    for a in range(kh):
        for b in range(kw):
            piece = padded[:, :, a : a + sh * (oh - 1) + 1 : sh, b : b + sw * (ow - 1) + 1 : sw]
            rows.append(piece.reshape(n, c, 1, oh * ow))
    return torch.cat(rows, dim=2).reshape(n, c * kh * kw, oh * ow)
