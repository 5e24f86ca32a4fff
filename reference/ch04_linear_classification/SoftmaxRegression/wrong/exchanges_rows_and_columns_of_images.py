"""Flattens images column by column, so that pixels meet the weights of others.

Fails: test_agrees_with_the_model_from_scratch
"""

import torch.nn.functional as F
from torch import nn


class SoftmaxRegression(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))

    def forward(self, x):
        return self.net(x.transpose(-1, -2))

    def loss(self, logits, labels):
        return F.cross_entropy(logits, labels)
