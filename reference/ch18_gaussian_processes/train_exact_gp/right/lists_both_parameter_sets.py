"""Gives the optimiser kernel and likelihood as two groups, and switches both modules."""

import gpytorch
import torch


def train_exact_gp(model, likelihood, train_x, train_y, num_steps=50, learning_rate=0.1):
    model.train()
    likelihood.train()
    noise = list(likelihood.parameters())
    kernel = [p for p in model.parameters() if all(p is not q for q in noise)]
    optimizer = torch.optim.Adam([{"params": kernel}, {"params": noise}], lr=learning_rate)
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    losses = torch.zeros(num_steps, dtype=train_y.dtype)
    for step in range(num_steps):
        loss = -mll(model(train_x), train_y)
        optimizer.zero_grad()
        loss.backward()
        losses[step] = loss.detach()
        optimizer.step()
    model.eval()
    likelihood.eval()
    return losses
