"""Names its layers and draws the weights by hand with torch.rand."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class LeNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5)
        self.dense1 = nn.Linear(400, 120)
        self.dense2 = nn.Linear(120, 84)
        self.out = nn.Linear(84, num_classes)
        with torch.no_grad():
            for layer in (self.conv1, self.conv2, self.dense1, self.dense2, self.out):
                W = layer.weight
                window = W[0, 0].numel()
                bound = math.sqrt(6 / (window * W.shape[1] + window * W.shape[0]))
                W.copy_(bound * (2 * torch.rand(W.shape) - 1))
                layer.bias.zero_()

    def forward(self, X):
        X = F.avg_pool2d(torch.sigmoid(self.conv1(X)), 2, 2)
        X = F.avg_pool2d(torch.sigmoid(self.conv2(X)), 2, 2)
        X = X.reshape(X.shape[0], -1)
        X = torch.sigmoid(self.dense1(X))
        X = torch.sigmoid(self.dense2(X))
        return self.out(X)
