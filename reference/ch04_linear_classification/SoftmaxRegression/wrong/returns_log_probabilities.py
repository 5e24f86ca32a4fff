"""Returns log-probabilities from forward, where logits were asked for.

Fails: test_agrees_with_the_model_from_scratch
"""

import torch.nn.functional as F
from torch import nn


class SoftmaxRegression(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))

    def forward(self, x):
        return F.log_softmax(self.net(x), dim=1)

    def loss(self, logits, labels):
        return F.cross_entropy(logits, labels)
