"""Leaves a wrong number of inputs to the matrix product, which raises RuntimeError.

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
        X = x.flatten(1)
        return X @ self.W + self.b

    def predict(self, x):
        return self(x).argmax(dim=1)

    def parameters(self):
        return [self.W, self.b]
