"""Looks at the residual only after a step, so that rhs = 0 divides 0 by 0.

Fails: test_zero_needs_no_step
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r, p = torch.zeros_like(rhs), rhs, rhs
    for iteration in range(limit):
        Ap = matrix @ p
        alpha = r @ r / (p @ Ap)
        x = x + alpha * p
        new = r - alpha * Ap
        if new.norm() <= tol * rhs.norm():
            return x, iteration + 1
        p = new + (new @ new) / (r @ r) * p
        r = new
    return x, limit
