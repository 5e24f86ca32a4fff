"""Walks back through hidden state, cell, gates and sums with plain tensor operations."""

import torch
from torch import Tensor


def lstm_step_backward(
    grad_H: Tensor, grad_C: Tensor, X: Tensor, H: Tensor, C: Tensor, params: dict[str, Tensor]
) -> dict[str, Tensor]:
    p = params
    I = torch.sigmoid(X @ p["W_xi"] + H @ p["W_hi"] + p["b_i"])
    F = torch.sigmoid(X @ p["W_xf"] + H @ p["W_hf"] + p["b_f"])
    O = torch.sigmoid(X @ p["W_xo"] + H @ p["W_ho"] + p["b_o"])
    C_tilde = torch.tanh(X @ p["W_xc"] + H @ p["W_hc"] + p["b_c"])
    T = torch.tanh(F * C + I * C_tilde)

    dC = grad_C + grad_H * O * (1 - T * T)
    D = {
        "i": dC * C_tilde * I * (1 - I),
        "f": dC * C * F * (1 - F),
        "o": grad_H * T * O * (1 - O),
        "c": dC * I * (1 - C_tilde * C_tilde),
    }
    grads = {
        "X": sum(D[g] @ p[f"W_x{g}"].T for g in D),
        "H": sum(D[g] @ p[f"W_h{g}"].T for g in D),
        "C": dC * F,
    }
    for g in D:
        grads[f"W_x{g}"] = X.T @ D[g]
        grads[f"W_h{g}"] = H.T @ D[g]
        grads[f"b_{g}"] = D[g].sum(0)
    return grads
