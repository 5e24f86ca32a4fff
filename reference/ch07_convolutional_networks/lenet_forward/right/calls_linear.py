"""Chains conv2d and pool2d and lets F.linear multiply."""

import torch.nn.functional as F


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    Z1 = conv2d(X, W1, b1, padding=(2, 2), stride=(1, 1)).sigmoid()
    A1 = pool2d(Z1, kernel_size=(2, 2), mode="avg", stride=(2, 2))
    Z2 = conv2d(A1, W2, b2).sigmoid()
    A2 = pool2d(Z2, kernel_size=(2, 2), mode="avg", stride=(2, 2))
    features = A2.reshape(len(X), -1)
    hidden = F.linear(F.linear(features, W3, b3).sigmoid(), W4, b4).sigmoid()
    return F.linear(hidden, W5, b5)
