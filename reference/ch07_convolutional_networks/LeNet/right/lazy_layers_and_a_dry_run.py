"""Lets lazy layers find their input sizes in a dry run inside __init__ and applies an initialiser."""

import torch
from torch import nn


def init_cnn(module):
    if type(module) in (nn.Linear, nn.Conv2d):
        nn.init.xavier_uniform_(module.weight)
        nn.init.constant_(module.bias, 0.0)


class LeNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.LazyConv2d(6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2, stride=2),
            nn.LazyConv2d(16, 5), nn.Sigmoid(), nn.AvgPool2d(2, stride=2),
        )  # fmt: skip
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.LazyLinear(120),
            nn.Sigmoid(),
            nn.LazyLinear(84),
            nn.Sigmoid(),
            nn.LazyLinear(num_classes),
        )
        with torch.no_grad():
            self(torch.zeros(1, 1, 28, 28))
        self.apply(init_cnn)

    def forward(self, X):
        return self.head(self.features(X))
