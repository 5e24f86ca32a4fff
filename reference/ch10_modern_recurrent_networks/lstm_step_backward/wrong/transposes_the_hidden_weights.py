"""Multiplies D^T H instead of H^T D, which transposes the derivatives for the hidden weights.

Fails: test_all_fifteen_match_central_differences
"""

import torch


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    Z = {g: X @ params["W_x" + g] + H @ params["W_h" + g] + params["b_" + g] for g in "ifoc"}
    I, F, O, C_tilde = torch.sigmoid(Z["i"]), torch.sigmoid(Z["f"]), torch.sigmoid(Z["o"]), torch.tanh(Z["c"])
    C_new = F * C + I * C_tilde
    t = torch.tanh(C_new)
    dC = grad_C + grad_H * O * (1 - t**2)
    D = {
        "i": dC * C_tilde * I * (1 - I),
        "f": dC * C * F * (1 - F),
        "o": grad_H * t * O * (1 - O),
        "c": dC * I * (1 - C_tilde**2),
    }
    grads = {"X": 0, "H": 0, "C": dC * F}
    for g in D:
        grads["X"] = grads["X"] + D[g] @ params["W_x" + g].T
        grads["H"] = grads["H"] + D[g] @ params["W_h" + g].T
        grads["W_x" + g] = X.T @ D[g]
        grads["W_h" + g] = D[g].T @ H
        grads["b_" + g] = D[g].sum(0)
    return grads
