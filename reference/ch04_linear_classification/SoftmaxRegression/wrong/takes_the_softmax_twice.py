"""Hands probabilities to the library loss, which takes the softmax of them once more.

Fails: test_loss_is_the_mean_cross_entropy
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
        return F.cross_entropy(F.softmax(logits, dim=1), labels)
