"""Keeps the squared norm of the residual from step to step and takes alpha from it."""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    if rhs.dim() != 1 or matrix.dim() != 2 or matrix.shape[0] != len(rhs) or matrix.shape[1] != len(rhs):
        raise ValueError("shapes do not fit")
    x, r, p = torch.zeros_like(rhs), rhs.clone(), rhs.clone()
    squared = r.square().sum()
    goal = tol**2 * float(squared.detach())
    for step in range(len(rhs) if max_iterations is None else max_iterations):
        if float(squared.detach()) <= goal:
            return x, step
        q = torch.mv(matrix, p)
        alpha = squared / torch.dot(p, q)
        x, r = x + alpha * p, r - alpha * q
        before, squared = squared, r.square().sum()
        p = torch.addcmul(r, squared / before, p)
    return x, len(rhs) if max_iterations is None else max_iterations
