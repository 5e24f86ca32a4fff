"""Pools with the maximum, the default of pool2d; LeNet averages.

Fails: test_is_exact_in_float64
"""

import torch


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = pool2d(torch.sigmoid(conv2d(X, W1, b1, (2, 2))), (2, 2))
    H = pool2d(torch.sigmoid(conv2d(H, W2, b2)), (2, 2))
    H = H.flatten(1)
    H = torch.sigmoid(H @ W3.T + b3)
    H = torch.sigmoid(H @ W4.T + b4)
    return H @ W5.T + b5
