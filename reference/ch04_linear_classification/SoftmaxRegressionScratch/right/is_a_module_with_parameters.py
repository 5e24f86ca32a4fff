"""Makes an nn.Module with two nn.Parameter, and a list of its parameters."""

import torch
from torch import Tensor, nn


class SoftmaxRegressionScratch(nn.Module):
    def __init__(self, num_inputs, num_outputs, sigma=0.01, generator=None):
        super().__init__()
        self.num_inputs = num_inputs
        self.W = nn.Parameter(sigma * torch.randn(num_inputs, num_outputs, generator=generator))
        self.b = nn.Parameter(torch.zeros(num_outputs))

    def forward(self, x: Tensor) -> Tensor:
        rows = nn.Flatten()(x)
        if rows.shape[1] != self.num_inputs:
            raise ValueError("wrong number of inputs")
        return torch.addmm(self.b, rows, self.W)

    @torch.no_grad()
    def predict(self, x: Tensor) -> Tensor:
        return torch.max(self(x), dim=1).indices

    def parameters(self):
        return list(super().parameters())
