"""Lets Adam maximise the likelihood itself and asks autograd for its gradient."""

import torch
from torch import Tensor


def fit_gp_hyperparameters(
    x: Tensor,
    y: Tensor,
    lengthscale: float = 0.4,
    amplitude: float = 1.0,
    noise: float = 0.5,
    num_steps: int = 200,
    learning_rate: float = 0.05,
) -> dict:
    names = ("lengthscale", "amplitude", "noise")
    start = dict(zip(names, (lengthscale, amplitude, noise)))
    for name, value in start.items():
        if not value > 0:
            raise ValueError(f"{name} must start above 0")
    logs = {name: torch.tensor(value, dtype=torch.float64).log().requires_grad_() for name, value in start.items()}
    optimizer = torch.optim.Adam(logs.values(), lr=learning_rate, maximize=True)
    values = []
    for _ in range(num_steps):
        now = {name: log.exp() for name, log in logs.items()}
        covariance = rbf_kernel(x, x, now["lengthscale"], now["amplitude"])
        value = gp_log_marginal_likelihood(y, covariance, now["noise"])
        for log, gradient in zip(logs.values(), torch.autograd.grad(value, list(logs.values()))):
            log.grad = gradient
        optimizer.step()
        values.append(value.detach())
    history = torch.stack(values) if values else torch.zeros(0, dtype=torch.float64)
    return {name: log.exp().item() for name, log in logs.items()} | {"history": history}
