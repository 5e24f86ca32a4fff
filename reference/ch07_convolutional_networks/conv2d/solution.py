from torch import Tensor


def conv2d(
    X: Tensor,
    W: Tensor,
    b: Tensor | None = None,
    padding: tuple[int, int] = (0, 0),
    stride: tuple[int, int] = (1, 1),
) -> Tensor:
    """Cross-correlate images with kernels over all channels and add a bias per output channel.

    X: (n, c_in, h, w); W: (c_out, c_in, kh, kw); b: (c_out,) or None. Returns (n, c_out, oh, ow), dtype of X.
    Raises ValueError if axes, channels or bias do not fit, for a stride below 1 or negative padding, and for a
    kernel larger than the padded image.
    """
    ### BEGIN SOLUTION
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError(f"X {tuple(X.shape)} and W {tuple(W.shape)} need four axes and the same input channels")
    n, _, h, _ = X.shape
    c_out, _, kh, kw = W.shape
    if b is not None and b.shape != (c_out,):
        raise ValueError(f"b must have shape ({c_out},), not {tuple(b.shape)}")
    columns = im2col(X, (kh, kw), padding, stride)  # (n, c_in*kh*kw, oh*ow)
    oh = (h + 2 * padding[0] - kh) // stride[0] + 1
    Y = (W.reshape(c_out, -1) @ columns).reshape(n, c_out, oh, -1)
    return Y if b is None else Y + b.reshape(1, -1, 1, 1)
    ### END SOLUTION
