"""Draws the biases at random; the task starts them at zero.

Fails: test_biases_start_at_zero
"""

import torch


class SoftmaxRegressionScratch:
    def __init__(self, num_inputs, num_outputs, sigma=0.01, generator=None):
        self.W = torch.normal(0.0, sigma, (num_inputs, num_outputs), generator=generator).requires_grad_()
        self.b = torch.normal(0.0, sigma, (num_outputs,), generator=generator).requires_grad_()

    def __call__(self, x):
        return self.forward(x)

    def forward(self, x):
        X = x.flatten(1)
        if X.shape[1] != len(self.W):
            raise ValueError("wrong number of inputs")
        return X @ self.W + self.b

    def predict(self, x):
        return self(x).argmax(dim=1)

    def parameters(self):
        return [self.W, self.b]
