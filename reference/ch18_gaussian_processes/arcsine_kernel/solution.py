import torch
from torch import Tensor


def arcsine_kernel(x1: Tensor, x2: Tensor, weight_cov: Tensor) -> Tensor:
    """Compute the covariances of erf units with Gaussian weights at the inputs x1 and x2.

    x1: (n, d) or (n,). x2: (m, d) or (m,). weight_cov: (d + 1, d + 1), the bias first.
    Returns (n, m) in the dtype of x1.
    Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    x1, x2 = (x.unsqueeze(1) if x.dim() == 1 else x for x in (x1, x2))
    if not x1.dim() == x2.dim() == 2:
        raise ValueError(f"points of shapes {tuple(x1.shape)} and {tuple(x2.shape)} do not fit")
    d = x1.shape[1]
    if x2.shape[1] != d or weight_cov.shape != (d + 1, d + 1):
        raise ValueError(f"{d} features against {x2.shape[1]}, weight_cov of shape {tuple(weight_cov.shape)}")
    u = torch.cat([x1.new_ones(len(x1), 1), x1], dim=1)
    v = torch.cat([x1.new_ones(len(x2), 1), x2.to(x1.dtype)], dim=1)
    S = 2 * weight_cov.to(x1.dtype)
    u_norm = 1 + (u @ S * u).sum(dim=1, keepdim=True)
    v_norm = 1 + (v @ S * v).sum(dim=1)
    return 2 / torch.pi * torch.asin(u @ S @ v.T / torch.sqrt(u_norm * v_norm))
    ### END SOLUTION
