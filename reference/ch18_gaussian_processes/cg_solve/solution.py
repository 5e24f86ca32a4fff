import torch
from torch import Tensor


def cg_solve(
    matrix: Tensor, rhs: Tensor, tol: float = 1e-8, max_iterations: int | None = None
) -> tuple[Tensor, int]:
    """Solve matrix x = rhs for a symmetric positive definite matrix by conjugate gradients.

    matrix: (n, n). rhs: (n,). Stops at a residual of tol * |rhs| or after max_iterations steps (n if None).
    Returns x (n,) and the number of steps. Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    if rhs.dim() != 1 or matrix.shape != (len(rhs), len(rhs)):
        raise ValueError(f"matrix of shape {tuple(matrix.shape)} and rhs of shape {tuple(rhs.shape)} do not fit")
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r, p = torch.zeros_like(rhs), rhs, rhs
    iterations = 0
    while iterations < limit and r.norm() > tol * rhs.norm():
        Ap = matrix @ p
        alpha = r @ r / (p @ Ap)
        x = x + alpha * p
        new = r - alpha * Ap
        p = new + (new @ new) / (r @ r) * p
        r = new
        iterations += 1
    return x, iterations
    ### END SOLUTION
