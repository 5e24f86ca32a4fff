import torch
from torch import Tensor


def rbf_kernel(x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0) -> Tensor:
    """Compute the covariances of function values at x1 and x2 under the RBF kernel.

    x1: (n, d) or (n,). x2: (m, d) or (m,). lengthscale: a positive number, 0-d tensor or (d,). amplitude: a number
    or 0-d tensor. Returns (n, m) in the dtype of x1.
    Raises ValueError for shapes that do not fit and for a length scale that is not positive.
    """
    ### BEGIN SOLUTION
    x1, x2 = (x.unsqueeze(1) if x.dim() == 1 else x for x in (x1, x2))
    if not x1.dim() == x2.dim() == 2 or x1.shape[1] != x2.shape[1]:
        raise ValueError(f"points of shapes {tuple(x1.shape)} and {tuple(x2.shape)} do not fit")
    l = torch.as_tensor(lengthscale, dtype=x1.dtype, device=x1.device)
    a = torch.as_tensor(amplitude, dtype=x1.dtype, device=x1.device)
    if l.shape not in ((), x1.shape[1:]):
        raise ValueError(f"length scales of shape {tuple(l.shape)} for points of shape {tuple(x1.shape)}")
    if not (l > 0).all():
        raise ValueError("the length scale must be positive")
    r = (x1.unsqueeze(1) - x2.to(x1.dtype)) / l
    return a**2 * torch.exp(-(r**2).sum(dim=-1) / 2)
    ### END SOLUTION
