"""Compares squared norms with tol itself, which stops too early: tol must be squared too.

Fails: test_stops_at_the_tolerance_and_not_before
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r, p = torch.zeros_like(rhs), rhs, rhs
    iterations = 0
    while iterations < limit and r @ r > tol * (rhs @ rhs):
        Ap = matrix @ p
        alpha = r @ r / (p @ Ap)
        x = x + alpha * p
        new = r - alpha * Ap
        p = new + (new @ new) / (r @ r) * p
        r = new
        iterations += 1
    return x, iterations
