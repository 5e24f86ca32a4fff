"""Lets r name the caller's rhs and subtracts from it in place.

Fails: test_leaves_the_arguments_alone
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r, p = torch.zeros_like(rhs), rhs, rhs.clone()
    goal = tol * rhs.norm()
    iterations = 0
    while iterations < limit and r.norm() > goal:
        Ap = matrix @ p
        before = r @ r
        alpha = before / (p @ Ap)
        x = x + alpha * p
        r -= alpha * Ap
        p = r + (r @ r) / before * p
        iterations += 1
    return x, iterations
