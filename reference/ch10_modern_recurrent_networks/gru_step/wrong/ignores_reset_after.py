"""Lets the reset gate act before the product, whatever reset_after says.

Fails: test_agrees_with_the_library_cell_with_reset_after
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.sigmoid(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    memory = (R * H) @ p["W_hh"]
    H_tilde = torch.tanh(X @ p["W_xh"] + memory + p["b_h"])
    return Z * H + (1 - Z) * H_tilde
