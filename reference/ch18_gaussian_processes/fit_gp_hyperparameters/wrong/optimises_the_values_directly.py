"""Optimises length scale, amplitude and noise directly; a large step makes one of them negative.

Fails: test_survives_large_steps
"""

import torch


def fit_gp_hyperparameters(x, y, lengthscale=0.4, amplitude=1.0, noise=0.5, num_steps=200, learning_rate=0.05):
    start = torch.tensor([lengthscale, amplitude, noise], dtype=torch.float64)
    if not (start > 0).all():
        raise ValueError("start values must be positive")
    values = start.clone().requires_grad_()
    optimizer = torch.optim.Adam([values], lr=learning_rate)
    history = []
    for _ in range(num_steps):
        l, a, s = values
        value = gp_log_marginal_likelihood(y, rbf_kernel(x, x, l, a), s)
        optimizer.zero_grad()
        (-value).backward()
        optimizer.step()
        history.append(value.item())
    l, a, s = values.tolist()
    return {"lengthscale": l, "amplitude": a, "noise": s, "history": torch.tensor(history, dtype=torch.float64)}
