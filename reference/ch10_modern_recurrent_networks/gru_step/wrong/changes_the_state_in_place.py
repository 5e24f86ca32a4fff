"""Multiplies the caller's own state by the reset gate.

Fails: test_leaves_its_arguments_alone
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.sigmoid(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    old = H.clone()
    memory = R * (H @ p["W_hh"]) if reset_after else H.mul_(R) @ p["W_hh"]
    H_tilde = torch.tanh(X @ p["W_xh"] + memory + p["b_h"])
    return Z * old + (1 - Z) * H_tilde
