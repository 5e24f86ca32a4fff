"""Multiplies the kernels as rows with the windows as columns that im2col returns."""

from torch import Tensor


def conv2d(
    X: Tensor,
    W: Tensor,
    b: Tensor | None = None,
    padding: tuple[int, int] = (0, 0),
    stride: tuple[int, int] = (1, 1),
) -> Tensor:
    if X.ndim != 4 or W.ndim != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X (n, c_in, h, w) and W (c_out, c_in, kh, kw) do not fit")
    c_out, kernel_size = W.shape[0], tuple(W.shape[2:])
    if b is not None and b.shape != (c_out,):
        raise ValueError("b must be (c_out,)")
    Y = W.reshape(c_out, -1) @ im2col(X, kernel_size, padding, stride)
    oh = (X.shape[2] + 2 * padding[0] - kernel_size[0]) // stride[0] + 1
    Y = Y.reshape(X.shape[0], c_out, oh, -1)
    return Y if b is None else Y + b.reshape(-1, 1, 1)
