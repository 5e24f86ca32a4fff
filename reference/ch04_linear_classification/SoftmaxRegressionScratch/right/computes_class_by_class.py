"""A plain class that computes the score of one class after the other."""

import torch


class SoftmaxRegressionScratch:
    def __init__(self, num_inputs, num_outputs, sigma=0.01, generator=None):
        weights = torch.empty(num_inputs, num_outputs)
        self.W = weights.normal_(0, sigma, generator=generator)
        self.W.requires_grad = True
        self.b = torch.zeros(num_outputs).requires_grad_(True)
        self.shape = num_inputs, num_outputs

    def forward(self, x):
        num_inputs, num_outputs = self.shape
        x = x.reshape(x.shape[0], -1)
        if x.shape[1] != num_inputs:
            raise ValueError("inputs")
        return torch.stack([(x * self.W[:, j]).sum(1) + self.b[j] for j in range(num_outputs)], dim=1)

    __call__ = forward

    def predict(self, x):
        with torch.no_grad():
            return torch.argmax(self.forward(x), -1)

    def parameters(self):
        return [self.W, self.b]
