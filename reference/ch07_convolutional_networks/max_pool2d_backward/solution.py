import torch
from torch import Tensor


def max_pool2d_backward(grad_Y: Tensor, X: Tensor, kernel_size: tuple[int, int], stride: tuple[int, int]) -> Tensor:
    """Return the derivative for X of a scalar whose derivative for the max pooled X is grad_Y.

    grad_Y: (n, c, oh, ow); X: (n, c, h, w). Returns the shape and dtype of X, without autograd; each window passes
    its gradient to one place of its maximum.
    Raises ValueError for an X without four axes and a grad_Y that does not have the shape of the pooled X.
    """
    ### BEGIN SOLUTION
    (kh, kw), (sh, sw), (n, c, h, w) = kernel_size, stride, X.shape
    oh, ow = (h - kh) // sh + 1, (w - kw) // sw + 1
    if grad_Y.shape != (n, c, oh, ow):
        raise ValueError(f"grad_Y must have shape {(n, c, oh, ow)}, not {tuple(grad_Y.shape)}")
    windows = X.unfold(2, kh, sh).unfold(3, kw, sw).flatten(4)  # (n, c, oh, ow, kh*kw)
    winner = windows.argmax(4)
    rows = sh * torch.arange(oh, device=X.device)[:, None] + winner // kw
    columns = sw * torch.arange(ow, device=X.device) + winner % kw
    pixels = (rows * w + columns).flatten(2)  # where each winner stands in its flattened picture
    grad_X = X.new_zeros(n, c, h * w).scatter_add(2, pixels, grad_Y.flatten(2))
    return grad_X.reshape(X.shape)
    ### END SOLUTION
