"""Factors A by a hand-written Cholesky, column by column, and substitutes forwards row by row."""

import torch


def gp_posterior(k_xx, k_xs, k_ss, y, noise):
    if k_xs.dim() != 2:
        raise ValueError("k_xs must be (n, m)")
    n, m = k_xs.shape
    if k_xx.shape != (n, n) or k_ss.shape != (m, m) or y.shape != (n,):
        raise ValueError("the shapes do not fit")
    rest = k_xx + noise**2 * torch.eye(n, dtype=k_xx.dtype)
    right = torch.cat([y[:, None], k_xs], dim=1)
    solved = []
    for _ in range(n):
        pivot = rest[0, 0].sqrt()
        column = rest[1:, 0] / pivot
        row = right[0] / pivot
        solved.append(row)
        rest = rest[1:, 1:] - column[:, None] * column
        right = right[1:] - column[:, None] * row
    V = torch.stack(solved)
    v_y, v_s = V[:, 0], V[:, 1:]
    return v_s.T @ v_y, k_ss - v_s.T @ v_s
