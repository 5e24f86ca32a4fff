"""Divides the logits by a temperature of 100 in the loss, so that ten epochs teach it little.

Fails: test_learns_the_digits
"""

import torch.nn.functional as F
from torch import nn


class SoftmaxRegression(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))

    def forward(self, x):
        return self.net(x)

    def loss(self, logits, labels):
        return F.cross_entropy(logits / 100, labels)
