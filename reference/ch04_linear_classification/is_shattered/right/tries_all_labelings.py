"""Looks for w and b by a linear program for every labeling, after the count has ruled out large sets."""

from itertools import product

import numpy as np
from scipy.optimize import linprog


def is_shattered(points):
    if points.dim() != 2 or points.shape[0] < 1:
        raise ValueError("points must be (n, d) with at least one row")
    x = points.numpy().astype(float)
    n, d = x.shape
    if n > d + 1:
        return False
    if n > 12:
        return bool(np.linalg.matrix_rank(x[1:] - x[0]) == n - 1)
    rows = np.hstack([np.ones((n, 1)), x - x[0]])
    for labels in product((-1.0, 1.0), repeat=n):
        signed = -np.array(labels)[:, None] * rows
        if not linprog(np.zeros(d + 1), A_ub=signed, b_ub=-np.ones(n), bounds=(None, None)).success:
            return False
    return True
