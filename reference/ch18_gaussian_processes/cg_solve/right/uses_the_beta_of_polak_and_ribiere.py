"""Uses the beta of Polak and Ribière, which is the same in exact arithmetic, and the residual in alpha by p."""

import torch
from torch import Tensor


def cg_solve(
    matrix: Tensor, rhs: Tensor, tol: float = 1e-8, max_iterations: int | None = None
) -> tuple[Tensor, int]:
    if rhs.dim() != 1 or matrix.shape != rhs.shape * 2:
        raise ValueError("shapes do not fit")
    limit = rhs.numel() if max_iterations is None else max_iterations
    goal = tol * rhs.norm()
    x, r = torch.zeros_like(rhs), rhs.clone()
    p, steps = r, 0
    while steps < limit and r.norm() > goal:
        q = matrix.mv(p)
        alpha = (p @ r) / (p @ q)
        x = x + alpha * p
        r_new = r - alpha * q
        beta = (r_new @ (r_new - r)) / (r @ r)
        p, r = r_new + beta * p, r_new
        steps += 1
    return x, steps
