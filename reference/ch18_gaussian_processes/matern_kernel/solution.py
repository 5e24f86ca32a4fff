import math

import torch
from torch import Tensor


def matern_kernel(
    x1: Tensor, x2: Tensor, lengthscale: Tensor | float, amplitude: Tensor | float = 1.0, nu: float = 1.5
) -> Tensor:
    """Compute the covariances of function values at x1 and x2 under a Matérn kernel.

    x1: (n, d) or (n,). x2: (m, d) or (m,). lengthscale, amplitude: numbers or 0-d tensors. nu: 0.5, 1.5 or 2.5.
    Returns (n, m) in the dtype of x1.
    Raises ValueError for shapes that do not fit, a length scale that is not positive and another nu.
    """
    ### BEGIN SOLUTION
    x1, x2 = (x.unsqueeze(1) if x.dim() == 1 else x for x in (x1, x2))
    if not x1.dim() == x2.dim() == 2:
        raise ValueError(f"points of shapes {tuple(x1.shape)} and {tuple(x2.shape)} do not fit")
    l = torch.as_tensor(lengthscale, dtype=x1.dtype, device=x1.device)
    a = torch.as_tensor(amplitude, dtype=x1.dtype, device=x1.device)
    if x2.shape[1] != x1.shape[1] or l.shape != ():
        raise ValueError(f"{x1.shape[1]} features against {x2.shape[1]}, length scale of shape {tuple(l.shape)}")
    if nu not in (0.5, 1.5, 2.5) or not l > 0:
        raise ValueError(f"nu {nu} and length scale {lengthscale} are out of range")
    r = torch.linalg.vector_norm(x1.unsqueeze(1) - x2.to(x1.dtype), dim=-1) / l
    s = math.sqrt(2 * nu) * r
    polynomial = {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s**2 / 3}[nu]
    return a**2 * polynomial * torch.exp(-s)
    ### END SOLUTION
