"""Takes all n steps without a look at the residual.

Fails: test_counts_its_steps
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    limit = len(rhs) if max_iterations is None else max_iterations
    x, r, p = torch.zeros_like(rhs), rhs, rhs
    for _ in range(limit):
        Ap = matrix @ p
        alpha = r @ r / (p @ Ap + 1e-300)
        x = x + alpha * p
        new = r - alpha * Ap
        p = new + (new @ new) / (r @ r + 1e-300) * p
        r = new
    return x, limit
