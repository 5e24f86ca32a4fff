"""Reshapes to (-1, num_inputs), which mixes pixels of several images when their size is wrong.

Fails: test_rejects_another_number_of_inputs
"""

import torch


class SoftmaxRegressionScratch:
    def __init__(self, num_inputs, num_outputs, sigma=0.01, generator=None):
        self.W = torch.normal(0.0, sigma, (num_inputs, num_outputs), generator=generator).requires_grad_()
        self.b = torch.zeros(num_outputs, requires_grad=True)

    def __call__(self, x):
        return self.forward(x)

    def forward(self, x):
        if x.numel() % len(self.W):
            raise ValueError("wrong number of inputs")
        X = x.reshape(-1, len(self.W))
        return X @ self.W + self.b

    def predict(self, x):
        return self(x).argmax(dim=1)

    def parameters(self):
        return [self.W, self.b]
