"""Writes the six formulas down one by one."""

import torch
from torch import Tensor


def lstm_step(X: Tensor, H: Tensor, C: Tensor, params: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    p = params
    I = torch.sigmoid(X @ p["W_xi"] + H @ p["W_hi"] + p["b_i"])
    F = torch.sigmoid(X @ p["W_xf"] + H @ p["W_hf"] + p["b_f"])
    O = torch.sigmoid(X @ p["W_xo"] + H @ p["W_ho"] + p["b_o"])
    C_tilde = torch.tanh(X @ p["W_xc"] + H @ p["W_hc"] + p["b_c"])
    C_new = F * C
    C_new += I * C_tilde
    return O * torch.tanh(C_new), C_new
