import torch
from torch import Tensor


def im2col(
    X: Tensor, kernel_size: tuple[int, int], padding: tuple[int, int] = (0, 0), stride: tuple[int, int] = (1, 1)
) -> Tensor:
    """Write every window of zero-padded images as one column.

    X: (n, c, h, w), any dtype. Returns (n, c*kh*kw, oh*ow) of the same dtype: windows row by row, inside a
    column channel, kernel row, kernel column.
    Raises ValueError unless X has four axes, kernel and stride are positive, padding is not negative and the
    window fits into the padded image.
    """
    ### BEGIN SOLUTION
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    if X.dim() != 4:
        raise ValueError(f"X must have the axes (n, c, h, w), not shape {tuple(X.shape)}")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
        raise ValueError("kernel_size and stride must be at least 1, padding at least 0")
    padded = torch.nn.functional.pad(X, (pw, pw, ph, ph))
    if kh > padded.shape[2] or kw > padded.shape[3]:
        raise ValueError(f"a {kh}x{kw} window does not fit into padded images of shape {tuple(padded.shape)}")
    windows = padded.unfold(2, kh, sh).unfold(3, kw, sw)
    n, c, oh, ow, _, _ = windows.shape
    return windows.permute(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, oh * ow)
    ### END SOLUTION
