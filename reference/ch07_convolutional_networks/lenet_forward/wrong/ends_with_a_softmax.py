"""Ends with a softmax, where the task asks for logits.

Fails: test_passes_halves_through_empty_layers
"""

import torch


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = pool2d(torch.sigmoid(conv2d(X, W1, b1, (2, 2))), (2, 2), "avg")
    H = pool2d(torch.sigmoid(conv2d(H, W2, b2)), (2, 2), "avg")
    H = H.flatten(1)
    H = torch.sigmoid(H @ W3.T + b3)
    H = torch.sigmoid(H @ W4.T + b4)
    return torch.softmax(H @ W5.T + b5, 1)
