"""Hands the optimiser a closure that computes loss and gradient, and keeps what each step returns."""

import gpytorch
import torch


def train_exact_gp(model, likelihood, train_x, train_y, num_steps=50, learning_rate=0.1):
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model).train()
    adam = torch.optim.Adam(mll.parameters(), learning_rate)

    def loss():
        adam.zero_grad(set_to_none=True)
        value = mll(model(train_x), train_y).neg()
        value.backward()
        return value

    losses = [float(adam.step(loss)) for _ in range(num_steps)]
    mll.eval()
    return train_y.new_tensor(losses)
