"""Four products written out, with the sigmoid as a shifted tanh."""

import torch


def lstm_step(X, H, C, params):
    p = params

    def sigmoid(z):
        return 0.5 * (1 + torch.tanh(z / 2))

    I = sigmoid(torch.matmul(X, p["W_xi"]) + torch.matmul(H, p["W_hi"]) + p["b_i"])
    F = sigmoid(torch.matmul(X, p["W_xf"]) + torch.matmul(H, p["W_hf"]) + p["b_f"])
    O = sigmoid(torch.matmul(X, p["W_xo"]) + torch.matmul(H, p["W_ho"]) + p["b_o"])
    C_tilde = torch.tanh(torch.matmul(X, p["W_xc"]) + torch.matmul(H, p["W_hc"]) + p["b_c"])
    C_new = C.mul(F).add(I.mul(C_tilde))
    return O * torch.tanh(C_new), C_new
