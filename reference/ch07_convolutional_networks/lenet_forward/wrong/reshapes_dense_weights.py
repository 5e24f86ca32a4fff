"""Reshapes the dense weights to (inputs, outputs) instead of transposing them, which scrambles them.

Fails: test_agrees_with_the_network_of_the_table
"""

import torch


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = pool2d(torch.sigmoid(conv2d(X, W1, b1, (2, 2))), (2, 2), "avg")
    H = pool2d(torch.sigmoid(conv2d(H, W2, b2)), (2, 2), "avg")
    H = H.flatten(1)
    H = torch.sigmoid(H @ W3.reshape(400, 120) + b3)
    H = torch.sigmoid(H @ W4.reshape(120, 84) + b4)
    return H @ W5.T + b5
