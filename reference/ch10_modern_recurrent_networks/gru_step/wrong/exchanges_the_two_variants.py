"""Resets after the product by default and before it with reset_after.

Fails: test_follows_the_formulas
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.sigmoid(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    memory = R * (H @ p["W_hh"]) if not reset_after else (R * H) @ p["W_hh"]
    H_tilde = torch.tanh(X @ p["W_xh"] + memory + p["b_h"])
    return Z * H + (1 - Z) * H_tilde
