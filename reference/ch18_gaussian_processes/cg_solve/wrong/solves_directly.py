"""Calls a direct solver, which factors the matrix.

Fails: test_solves_two_equations_in_two_steps
"""

import torch


def cg_solve(matrix, rhs, tol=1e-8, max_iterations=None):
    return torch.linalg.solve(matrix, rhs), 1
