"""Optimises the kernel's parameters and leaves the noise where it started.

Fails: test_takes_the_steps_of_adam
"""

import gpytorch
import torch


def train_exact_gp(model, likelihood, train_x, train_y, num_steps=50, learning_rate=0.1):
    model.train()
    likelihood.train()
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    optimizer = torch.optim.Adam(
        [p for name, p in model.named_parameters() if "noise" not in name], lr=learning_rate
    )
    losses = []
    for _ in range(num_steps):
        optimizer.zero_grad()
        loss = -mll(model(train_x), train_y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    likelihood.eval()
    return torch.tensor(losses, dtype=train_y.dtype)
