"""Concatenates weights and pre-activation derivatives and needs one product for each result."""

import torch


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    W = torch.cat([torch.cat([params["W_x" + g], params["W_h" + g]]) for g in "ifoc"], dim=1)
    b = torch.cat([params["b_" + g] for g in "ifoc"])
    XH = torch.cat([X, H], dim=1)
    i, f, o, c = (XH @ W + b).chunk(4, dim=1)
    i, f, o, c = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o), torch.tanh(c)
    t = torch.tanh(f * C + i * c)
    dC = torch.addcmul(grad_C, grad_H * o, 1 - t * t)
    D = torch.cat([dC * c * i * (1 - i), dC * C * f * (1 - f), grad_H * t * o * (1 - o), dC * i * (1 - c * c)], 1)
    d = X.shape[1]
    dXH, dW, db = D @ W.T, XH.T @ D, D.sum(dim=0)
    grads = {"X": dXH[:, :d], "H": dXH[:, d:], "C": dC * f}
    for g, dW_g, db_g in zip("ifoc", dW.chunk(4, dim=1), db.chunk(4)):
        grads["W_x" + g], grads["W_h" + g], grads["b_" + g] = dW_g[:d], dW_g[d:], db_g
    return grads
