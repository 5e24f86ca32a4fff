"""Computes the residual from its definition in every step, with one more product."""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    n = rhs.shape[0]
    if rhs.ndim != 1 or tuple(matrix.shape) != (n, n):
        raise ValueError("shapes do not fit")
    if max_iterations is None:
        max_iterations = n
    x = torch.zeros_like(rhs)
    r = rhs - matrix @ x
    p = r.clone()
    for iteration in range(max_iterations):
        if torch.linalg.vector_norm(r) <= tol * torch.linalg.vector_norm(rhs):
            return x, iteration
        squared = r.dot(r)
        x = x + squared / p.dot(matrix @ p) * p
        r = rhs - matrix @ x
        p = r + r.dot(r) / squared * p
    return x, max_iterations
