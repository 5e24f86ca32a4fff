"""Does not switch to training mode; in evaluation mode the loss is that of the posterior, no marginal likelihood.

Fails: test_trains_a_model_left_in_evaluation_mode
"""

import gpytorch
import torch


def train_exact_gp(model, likelihood, train_x, train_y, num_steps=50, learning_rate=0.1):
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
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
