import torch
from torch import Tensor


def rbf_kernel(x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0) -> Tensor:
    """Compute the covariances of function values at x1 and x2 under the RBF kernel.

    x1: (n, d) or (n,). x2: (m, d) or (m,). lengthscale: a positive number, 0-d tensor or (d,). amplitude: a number
    or 0-d tensor. Returns (n, m) in the dtype of x1.
    Raises ValueError for shapes that do not fit and for a length scale that is not positive.
    """
    ### BEGIN SOLUTION
    if x1.dim() != x2.dim() or x1.dim() not in (1, 2):
        raise ValueError(f"points of shapes {tuple(x1.shape)} and {tuple(x2.shape)} do not fit")
    if x1.dim() == 1:
        x1, x2 = x1.unsqueeze(1), x2.unsqueeze(1)
    d = x1.shape[1]
    l = torch.as_tensor(lengthscale, dtype=x1.dtype, device=x1.device)
    a = torch.as_tensor(amplitude, dtype=x1.dtype, device=x1.device)
    if x2.shape[1] != d or l.shape not in ((), (d,)):
        raise ValueError(f"{d} features against {x2.shape[1]}, with length scales of shape {tuple(l.shape)}")
    if not (l > 0).all():
        raise ValueError("the length scale must be positive")
    r = (x1.unsqueeze(1) - x2.to(x1.dtype)) / l
    return a**2 * torch.exp(-(r**2).sum(dim=-1) / 2)
    ### END SOLUTION
