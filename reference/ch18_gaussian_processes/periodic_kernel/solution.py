import torch
from torch import Tensor


def periodic_kernel(
    x1: Tensor,
    x2: Tensor,
    period: Tensor | float,
    lengthscale: Tensor | float,
    amplitude: Tensor | float = 1.0,
) -> Tensor:
    """Compute the covariances of values of a periodic function at x1 and x2.

    x1: (n,). x2: (m,). period, lengthscale, amplitude: numbers or 0-d tensors. Returns (n, m) in the dtype of x1.
    Raises ValueError for a period or length scale that is not positive and for points with more than one axis.
    """
    ### BEGIN SOLUTION
    if x1.dim() != 1 or x2.dim() != 1:
        raise ValueError(f"points of shapes {tuple(x1.shape)} and {tuple(x2.shape)}; one axis each was expected")
    if not (period > 0 and lengthscale > 0):
        raise ValueError("period and length scale must be positive")
    p, l, a = (torch.as_tensor(v, dtype=x1.dtype, device=x1.device) for v in (period, lengthscale, amplitude))
    r = x1.unsqueeze(1) - x2.to(x1.dtype)
    return a**2 * torch.exp(-2 * torch.sin(torch.pi * r / p) ** 2 / l**2)
    ### END SOLUTION
