"""Computes beta as old r·r divided by new, so that the old direction takes over as the residual shrinks.

Fails: test_solves_two_equations_in_two_steps
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r, p = torch.zeros_like(rhs), rhs, rhs
    iterations = 0
    while iterations < limit and r.norm() > tol * rhs.norm():
        Ap = matrix @ p
        alpha = r @ r / (p @ Ap)
        x = x + alpha * p
        new = r - alpha * Ap
        p = new + (r @ r) / (new @ new) * p
        r = new
        iterations += 1
    return x, iterations
