"""Stacks losses with their graphs, which keeps every step's matrices in memory.

Fails: test_losses_are_detached_in_the_dtype_of_the_data
"""

import gpytorch
import torch


def train_exact_gp(model, likelihood, train_x, train_y, num_steps=50, learning_rate=0.1):
    model.train()
    likelihood.train()
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_steps):
        optimizer.zero_grad()
        loss = -mll(model(train_x), train_y)
        loss.backward()
        optimizer.step()
        losses.append(loss)
    model.eval()
    likelihood.eval()
    return torch.stack(losses)
