"""Works on detached copies, so that no gradient of a loss behind the solution reaches matrix or rhs.

Fails: test_gradients_are_those_of_the_solution
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    matrix, rhs = matrix.detach(), rhs.detach()
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
