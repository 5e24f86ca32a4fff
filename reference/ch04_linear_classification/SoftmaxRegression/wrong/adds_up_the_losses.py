"""Adds up the losses of the examples instead of averaging them.

Fails: test_loss_by_hand
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
        return F.cross_entropy(logits, labels, reduction="sum")
