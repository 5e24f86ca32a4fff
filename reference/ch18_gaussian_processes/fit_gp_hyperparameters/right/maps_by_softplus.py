"""Maps three numbers through softplus and starts from its inverse."""

import math

import torch
from torch.nn import functional as F


def fit_gp_hyperparameters(x, y, lengthscale=0.4, amplitude=1.0, noise=0.5, num_steps=200, learning_rate=0.05):
    if min(lengthscale, amplitude, noise) <= 0:
        raise ValueError("start values must be positive")
    if len(x) != len(y):
        raise ValueError("x and y do not fit")
    raw = torch.tensor(
        [v + math.log(-math.expm1(-v)) for v in (lengthscale, amplitude, noise)], dtype=torch.float64
    )
    raw.requires_grad_(True)
    adam = torch.optim.Adam([raw], lr=learning_rate)
    history = torch.zeros(num_steps, dtype=torch.float64)
    for step in range(num_steps):
        adam.zero_grad()
        l, a, s = F.softplus(raw)
        loss = -gp_log_marginal_likelihood(y, rbf_kernel(x, x, l, a), s)
        loss.backward()
        history[step] = -loss.detach()
        adam.step()
    l, a, s = F.softplus(raw.detach())
    return {"lengthscale": float(l), "amplitude": float(a), "noise": float(s), "history": history}
