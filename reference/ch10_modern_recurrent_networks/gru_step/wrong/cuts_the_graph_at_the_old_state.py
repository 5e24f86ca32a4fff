"""Detaches the old state in the mixture, so that no gradient comes back through the open update gate.

Fails: test_gradients_match_central_differences
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.sigmoid(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    memory = R * (H @ p["W_hh"]) if reset_after else (R * H) @ p["W_hh"]
    H_tilde = torch.tanh(X @ p["W_xh"] + memory + p["b_h"])
    return Z * H.detach() + (1 - Z) * H_tilde
