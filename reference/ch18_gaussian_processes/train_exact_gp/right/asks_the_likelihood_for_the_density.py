"""Takes the log density of the data under likelihood(model(x)) and divides it by n itself."""

import torch
from torch import Tensor


def train_exact_gp(
    model, likelihood, train_x: Tensor, train_y: Tensor, num_steps: int = 50, learning_rate: float = 0.1
) -> Tensor:
    for module in (model, likelihood):
        module.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate, maximize=True)
    history = []
    for _ in range(num_steps):
        value = likelihood(model(train_x)).log_prob(train_y) / len(train_y)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        history.append(-value.detach())
    for module in (model, likelihood):
        module.eval()
    return torch.stack(history)
