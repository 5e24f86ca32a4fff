"""Takes up to 1,000 steps where max_iterations is not given; the task says n.

Fails: test_stops_after_n_steps_by_default
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = 1000 if max_iterations is None else max_iterations
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
