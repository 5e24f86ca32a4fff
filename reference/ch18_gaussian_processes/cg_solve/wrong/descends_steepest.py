"""Always goes along the residual: that is steepest descent, which zigzags where conjugate directions would arrive.

Fails: test_needs_as_many_steps_as_there_are_eigenvalues
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r = torch.zeros_like(rhs), rhs
    iterations = 0
    while iterations < limit and r.norm() > tol * rhs.norm():
        Ar = matrix @ r
        alpha = r @ r / (r @ Ar)
        x = x + alpha * r
        r = r - alpha * Ar
        iterations += 1
    return x, iterations
