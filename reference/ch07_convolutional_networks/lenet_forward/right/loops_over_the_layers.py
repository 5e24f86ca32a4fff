"""Runs through pairs of weight and bias in two loops."""

import torch


def lenet_forward(X, params):
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    for W, b, p in ((W1, b1, 2), (W2, b2, 0)):
        X = pool2d(torch.sigmoid(conv2d(X, W, b, padding=(p, p))), (2, 2), mode="avg")
    X = X.flatten(start_dim=1)
    for W, b in ((W3, b3), (W4, b4)):
        X = torch.sigmoid(torch.einsum("ni,oi->no", X, W) + b)
    return torch.einsum("ni,oi->no", X, W5) + b5
