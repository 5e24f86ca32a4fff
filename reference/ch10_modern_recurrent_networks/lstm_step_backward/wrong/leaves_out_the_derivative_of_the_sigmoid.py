"""Stops at the gates: the derivatives for the sums inside need the factor s (1 - s) of the sigmoid.

Fails: test_a_gradient_at_the_cell_reaches_the_old_cell_and_the_forget_gate
"""

import torch


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    Z = {g: X @ params["W_x" + g] + H @ params["W_h" + g] + params["b_" + g] for g in "ifoc"}
    I, F, O, C_tilde = torch.sigmoid(Z["i"]), torch.sigmoid(Z["f"]), torch.sigmoid(Z["o"]), torch.tanh(Z["c"])
    C_new = F * C + I * C_tilde
    t = torch.tanh(C_new)
    dC = grad_C + grad_H * O * (1 - t**2)
    D = {
        "i": dC * C_tilde,
        "f": dC * C,
        "o": grad_H * t,
        "c": dC * I * (1 - C_tilde**2),
    }
    grads = {"X": 0, "H": 0, "C": dC * F}
    for g in D:
        grads["X"] = grads["X"] + D[g] @ params["W_x" + g].T
        grads["H"] = grads["H"] + D[g] @ params["W_h" + g].T
        grads["W_x" + g] = X.T @ D[g]
        grads["W_h" + g] = H.T @ D[g]
        grads["b_" + g] = D[g].sum(0)
    return grads
