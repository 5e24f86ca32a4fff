from torch import Tensor


def conv1x1(X: Tensor, W: Tensor) -> Tensor:
    """Apply one dense layer to the channels of every pixel.

    X: (n, c_in, h, w); W: (c_out, c_in). Returns (n, c_out, h, w), dtype of X.
    Raises ValueError unless X has four axes, W two, and both the same number of input channels.
    """
    ### BEGIN SOLUTION
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError(f"X {tuple(X.shape)} and W {tuple(W.shape)} do not fit")
    pixels = X.flatten(2)  # (n, c_in, h*w): one column per pixel
    return (W @ pixels).unflatten(2, X.shape[2:])
    ### END SOLUTION
