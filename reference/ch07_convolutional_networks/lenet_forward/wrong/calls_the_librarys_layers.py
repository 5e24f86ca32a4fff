"""Calls torch's convolution and pooling where the task asks for your own.

Fails: test_agrees_with_the_network_of_the_table
"""

import torch
import torch.nn.functional as F


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = F.avg_pool2d(torch.sigmoid(F.conv2d(X, W1, b1, padding=2)), 2)
    H = F.avg_pool2d(torch.sigmoid(F.conv2d(H, W2, b2)), 2)
    H = H.flatten(1)
    H = torch.sigmoid(H @ W3.T + b3)
    H = torch.sigmoid(H @ W4.T + b4)
    return H @ W5.T + b5
