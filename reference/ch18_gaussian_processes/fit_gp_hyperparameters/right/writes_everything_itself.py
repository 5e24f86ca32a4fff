"""Writes kernel and likelihood itself, from distances computed once, with one parameter for each logarithm."""

import math

import torch


def fit_gp_hyperparameters(
    x, y, lengthscale=0.4, amplitude=1.0, noise=0.5, num_steps=200, learning_rate=0.05
) -> dict:
    if lengthscale <= 0 or amplitude <= 0 or noise <= 0:
        raise ValueError("start values must be positive")
    points = x.reshape(len(x), -1)
    n = len(y)
    if n != len(points):
        raise ValueError("x and y do not fit")
    squared = ((points[:, None] - points[None]) ** 2).sum(-1)
    logs = [
        torch.tensor(math.log(v), dtype=torch.float64, requires_grad=True) for v in (lengthscale, amplitude, noise)
    ]
    optimizer = torch.optim.Adam(logs, lr=learning_rate)
    history = []
    for _ in range(num_steps):
        l2, a2, s2 = (torch.exp(2 * p) for p in logs)
        A = a2 * torch.exp(-squared / (2 * l2)) + s2 * torch.eye(n, dtype=torch.float64)
        L = torch.linalg.cholesky(A)
        alpha = torch.cholesky_solve(y[:, None], L)
        loss = 0.5 * (y @ alpha)[0] + L.diagonal().log().sum() + 0.5 * n * math.log(2 * math.pi)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history.append(-float(loss.detach()))
    l, a, s = (math.exp(p.item()) for p in logs)
    return dict(lengthscale=l, amplitude=a, noise=s, history=torch.tensor(history, dtype=torch.float64))
