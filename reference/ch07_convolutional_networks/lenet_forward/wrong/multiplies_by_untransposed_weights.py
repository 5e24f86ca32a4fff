"""Multiplies by W3 as it stands, although its shape is (outputs, inputs).

Fails: test_agrees_with_the_network_of_the_table
"""

import torch


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = pool2d(torch.sigmoid(conv2d(X, W1, b1, (2, 2))), (2, 2), "avg")
    H = pool2d(torch.sigmoid(conv2d(H, W2, b2)), (2, 2), "avg")
    H = H.flatten(1)
    H = torch.sigmoid(H @ W3 + b3)
    H = torch.sigmoid(H @ W4 + b4)
    return H @ W5 + b5
