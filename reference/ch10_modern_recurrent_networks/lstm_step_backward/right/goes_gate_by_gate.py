"""Writes one gate after the other and takes the new cell from the earlier exercise."""

import torch


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    p = params
    I = torch.sigmoid(X @ p["W_xi"] + H @ p["W_hi"] + p["b_i"])
    F = torch.sigmoid(X @ p["W_xf"] + H @ p["W_hf"] + p["b_f"])
    O = torch.sigmoid(X @ p["W_xo"] + H @ p["W_ho"] + p["b_o"])
    C_tilde = torch.tanh(X @ p["W_xc"] + H @ p["W_hc"] + p["b_c"])
    _, C_new = lstm_step(X, H, C, params)
    dO = grad_H * torch.tanh(C_new)
    dC_new = grad_C + grad_H * O / torch.cosh(C_new) ** 2
    dF, dI, dC_tilde = dC_new * C, dC_new * C_tilde, dC_new * I
    dX, dH, grads = torch.zeros_like(X), torch.zeros_like(H), {}
    for gate, value, d in (("i", I, dI), ("f", F, dF), ("o", O, dO), ("c", C_tilde, dC_tilde)):
        dZ = d * (1 - value.square()) if gate == "c" else d * (value - value.square())
        dX += dZ @ p[f"W_x{gate}"].T
        dH += dZ @ p[f"W_h{gate}"].T
        grads[f"W_x{gate}"] = torch.einsum("nd,nh->dh", X, dZ)
        grads[f"W_h{gate}"] = torch.einsum("nk,nh->kh", H, dZ)
        grads[f"b_{gate}"] = torch.ones(len(X), dtype=X.dtype) @ dZ
    return {"X": dX, "H": dH, "C": dC_new * F, **grads}
