"""Writes max_iterations or n, which takes a limit of 0 for no limit.

Fails: test_zero_needs_no_step
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = max_iterations or len(rhs)
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
